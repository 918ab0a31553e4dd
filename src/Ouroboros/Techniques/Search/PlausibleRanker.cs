using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// Orders plausible candidates, because passing the tests is not yet being right: likely and small ones first, those that look made for
/// the tests last. Candidates that say the same in other words, or do the same on every input, form one cluster and support each other.
/// </summary>
public sealed class PlausibleRanker(ISyntaxParser parser)
{
    private const double BitsPerToken = 0.12, FewestTokens = 2;

    // A detour shows only where it is long: small programs burn a little more or less for no reason.
    private const double BitsPerDoubling = 1.2, FreeDoublings = 0.6, MostDoublings = 5;

    // Of so many clusters each pair is told apart by an input.
    private const int MostSeparated = 8;

    // Less decides nothing that people should think about.
    private const double WorthTelling = 0.6;

    // Bits for each doubling of a cluster's weight beyond its best member's.
    private const double Mass = 1;

    /// <summary>The fuel that the tests burnt under each candidate, as far as it is known.</summary>
    public IReadOnlyDictionary<PatchHash, long> Effort { get; init; } = new Dictionary<PatchHash, long>();

    public RankedPatches Rank(
        SearchBrief brief, IReadOnlyList<Candidate> plausible, BehaviourSurvey survey, CancellationToken cancellationToken)
    {
        var evidence = EvidenceReader.Read(brief, parser, cancellationToken);
        var shelf = new SourceShelf(brief, parser, evidence);
        var least = Effort.Values.Where(e => e > 0).DefaultIfEmpty().Min();
        var assessed = plausible.Select(c => Toiling(Assess(c, shelf, evidence, survey, cancellationToken), least)).Order().ToList();

        var clusters = new PatchClusters();
        var groups = assessed.GroupBy(a => clusters.Of(a.NormalForm, a.Behaviour))
            .Select(g => new Group(g.Key, [.. g], Math.Log2(g.Sum(a => Math.Pow(2, a.Score))))).ToList();
        var order = groups.SelectMany(g => g.Members.Select(a => (Group: g, Member: a with { Score = a.Score + (Mass * (g.Weight - g.Members[0].Score)) })))
            .OrderBy(p => p.Member).ToList();

        // Numbers in the order of the best members.
        var numbers = order.Select(p => p.Group.Key).Distinct().Index().ToDictionary(p => p.Item, p => p.Index);
        var ranked = order.Select(p => new RankedCandidate(p.Member.Candidate, p.Member.Score, numbers[p.Group.Key], p.Member.Reasons)).ToList();
        var findings = Findings(groups, numbers, clusters, survey);
        return new RankedPatches(ranked, Summary(ranked), findings);
    }

    private static BehaviourFindings Findings(
        List<Group> groups, Dictionary<int, int> numbers, PatchClusters clusters, BehaviourSurvey survey)
    {
        var total = groups.Sum(g => Math.Pow(2, g.Weight));
        var inOrder = groups.OrderBy(g => numbers[g.Key]).ToList();
        var apart = inOrder.Where(g => clusters.BehaviourOf(g.Key) is not null).Take(MostSeparated)
            .Select(g => (numbers[g.Key], clusters.BehaviourOf(g.Key)!)).ToList();
        return new BehaviourFindings(
            survey.Candidates.Count, survey.Inputs.Count, survey.Functions,
            [.. inOrder.Select(g => new BehaviourGroup(numbers[g.Key], g.Members.Count, Math.Pow(2, g.Weight) / total, clusters.BehaviourOf(g.Key) is not null))],
            [.. PatchClusters.Separations(apart, survey)], survey.Unknown);
    }

    /// <summary>What needs several times the work of another way to the same end has missed the point.</summary>
    private Assessed Toiling(Assessed one, long least)
    {
        if (least <= 0 || !Effort.TryGetValue(one.Candidate.Patch.Hash, out var own) || own <= least)
            return one;

        var doublings = Math.Min(Math.Log2((double)own / least), MostDoublings) - FreeDoublings;
        return doublings <= 0 ? one : one with
        {
            Score = one.Score - (BitsPerDoubling * doublings),
            Reasons = [.. one.Reasons.Where(r => r.StartsWith("speaks", StringComparison.Ordinal)), $"speaks against it: it works {(double)own / least:0.0} times as hard as another patch"],
        };
    }

    private Assessed Assess(
        Candidate candidate, SourceShelf shelf, FailureEvidence evidence, BehaviourSurvey survey, CancellationToken cancellationToken)
    {
        var score = Math.Log2(Math.Max(candidate.Prior, 1e-9));
        var reasons = new List<string>();
        var form = new System.Text.StringBuilder();
        foreach (var edit in candidate.Patch.Files)
        {
            if (edit is not ChangeFile change || shelf.Tree(change.Path, cancellationToken) is not { } before)
            {
                form.Append(candidate.Patch.Hash.Hex);
                continue;
            }

            var after = parser.Parse(change.ApplyTo(before.Source.Span), before.Language, SyntaxLimits.Default, cancellationToken);
            score -= BitsPerToken * Math.Max(0, PatchSize.InTokens(before, change.Edits) - FewestTokens);
            score -= Noted(AntiPatterns.Of(new ChangedFile(before, after, change.Edits), evidence.Literals).DistinctBy(f => f.Name), reasons);
            var normal = OperatorTables.For(before.Language)?.NormalForm(after);
            form.Append(change.Path.Value).Append(' ').Append(normal?.ToString("x16") ?? candidate.Patch.Hash.Hex).Append('\n');
        }

        var behaviour = survey.Candidates.GetValueOrDefault(candidate.Patch.Hash);
        if (behaviour is not null)
            score -= Noted(BehaviourSigns.Of(BehaviourFacts.Of(survey, behaviour)), reasons);

        if (reasons.Count == 0)
            reasons.Add("nothing about it looks made for the tests");

        return new Assessed(candidate, score, form.ToString(), behaviour, reasons);
    }

    private static double Noted(IEnumerable<AntiPattern> signs, List<string> reasons)
    {
        var bits = 0.0;
        foreach (var sign in signs)
        {
            bits += sign.Bits;
            if (Math.Abs(sign.Bits) < WorthTelling)
                continue;

            reasons.Add(sign.Bits > 0 ? $"speaks against it: it {sign.Reason}" : $"speaks for it: it {sign.Reason}");
        }

        return bits;
    }

    private static string Summary(List<RankedCandidate> ranked)
    {
        if (ranked.Count == 0)
            return "No plausible patch.";

        if (ranked.Count == 1)
            return "The only plausible patch that was found.";

        var clusters = ranked.Select(r => r.Cluster).Distinct().Count();
        var places = ranked.GroupBy(r => (r.Candidate.Origin.Path, r.Candidate.Origin.Line)).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Path).ThenBy(g => g.Key.Line)
            .Take(3).Select(g => $"{g.Key.Path}:{g.Key.Line} ({g.Count()})");
        return $"{ranked.Count} plausible patches that say {clusters} different things, at {string.Join(", ", places)}.";
    }

    private sealed record Assessed(
        Candidate Candidate, double Score, string NormalForm, Behaviour? Behaviour, IReadOnlyList<string> Reasons) : IComparable<Assessed>
    {
        public int CompareTo(Assessed? other) => other is null ? -1
            : Score != other.Score ? other.Score.CompareTo(Score)
            : string.CompareOrdinal(Candidate.Patch.Hash.Hex, other.Candidate.Patch.Hash.Hex);
    }

    /// <param name="Weight">Of all members, in bits.</param>
    private sealed record Group(int Key, IReadOnlyList<Assessed> Members, double Weight);
}
