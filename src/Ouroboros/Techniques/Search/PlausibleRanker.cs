using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// Orders plausible candidates, because passing the tests is not yet being right: likely and small ones first, those that look made for
/// the tests last. Candidates that say the same in other words form one cluster.
/// </summary>
public sealed class PlausibleRanker(ISyntaxParser parser)
{
    private const double BitsPerToken = 0.12, FewestTokens = 2;

    // A detour shows only where it is long: small programs burn a little more or less for no reason.
    private const double BitsPerDoubling = 1.2, FreeDoublings = 0.6, MostDoublings = 5;

    /// <summary>The fuel that the tests burnt under each candidate, as far as it is known.</summary>
    public IReadOnlyDictionary<PatchHash, long> Effort { get; init; } = new Dictionary<PatchHash, long>();

    /// <param name="behaviours">What is known of how candidates behave; equal values join clusters.</param>
    public RankedPatches Rank(
        SearchBrief brief, IReadOnlyList<Candidate> plausible, IReadOnlyDictionary<PatchHash, string> behaviours,
        CancellationToken cancellationToken)
    {
        var evidence = EvidenceReader.Read(brief, parser, cancellationToken);
        var shelf = new SourceShelf(brief, parser, evidence);
        var least = Effort.Values.Where(e => e > 0).DefaultIfEmpty().Min();
        var assessed = plausible.Select(c => Toiling(Assess(c, shelf, evidence, cancellationToken), least))
            .OrderByDescending(a => a.Score).ThenBy(a => a.Candidate.Patch.Hash.Hex, StringComparer.Ordinal).ToList();

        var clusters = new Clusters();
        var ranked = new List<RankedCandidate>(assessed.Count);
        foreach (var one in assessed)
        {
            var cluster = clusters.Of(one.NormalForm, behaviours.GetValueOrDefault(one.Candidate.Patch.Hash));
            ranked.Add(new RankedCandidate(one.Candidate, one.Score, cluster, one.Reasons));
        }

        return new RankedPatches(ranked, Summary(ranked));
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

    private Assessed Assess(Candidate candidate, SourceShelf shelf, FailureEvidence evidence, CancellationToken cancellationToken)
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
            foreach (var found in AntiPatterns.Of(new ChangedFile(before, after, change.Edits), evidence.Literals).DistinctBy(f => f.Name))
            {
                score -= found.Bits;
                reasons.Add($"speaks against it: it {found.Reason}");
            }

            var normal = OperatorTables.For(before.Language)?.NormalForm(after);
            form.Append(change.Path.Value).Append(' ').Append(normal?.ToString("x16") ?? candidate.Patch.Hash.Hex).Append('\n');
        }

        if (reasons.Count == 0)
            reasons.Add("nothing about it looks made for the tests");

        return new Assessed(candidate, score, form.ToString(), reasons);
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

    private sealed record Assessed(Candidate Candidate, double Score, string NormalForm, IReadOnlyList<string> Reasons);

    /// <summary>Numbers groups from 0 in the order of their best member; either likeness joins.</summary>
    private sealed class Clusters
    {
        private readonly Dictionary<string, int> numbers = [];
        private int next;

        public int Of(string form, string? behaviour)
        {
            var known = numbers.TryGetValue(form, out var byForm) ? byForm
                : behaviour is not null && numbers.TryGetValue($"behaves {behaviour}", out var byBehaviour) ? byBehaviour
                : next++;
            numbers.TryAdd(form, known);
            if (behaviour is not null)
                numbers.TryAdd($"behaves {behaviour}", known);

            return known;
        }
    }
}
