using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Causes;

namespace Ouroboros.Capabilities.Repair;

/// <summary>
/// Looks for one patch that mends every failing test; where the tests point at several causes, or no single patch is found in a fair
/// while, for one patch a cause. One test that cannot be mended so holds up no other.
/// </summary>
internal sealed class CauseByCause(RepairPlan plan, RepairSearch search, SearchChronicle chronicle, RunLog log, Budget budget)
{
    // What most repairs are found within; nobody should wait longer for a part while another is known to mend.
    private static readonly Limits Turn = new() { Candidates = 6_000, WallTime = TimeSpan.FromSeconds(60) };
    private static readonly Limits NoMore = new();
    private const double FirstTry = 0.5;
    private const int MostAskedOfAll = 64, MostClues = 5;

    private readonly List<BuildOutcome> searches = [];
    private readonly List<Cause> mended = [];
    private readonly List<Cause> lost = [];
    private readonly List<Cause> waiting = [];

    public async Task<BuildOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var groups = CauseGroups.Of(plan.Failing, plan.Trace, plan.Suspects);
        if (groups is [var all] && await TogetherAsync(all, cancellationToken) is { } outcome)
            return outcome;

        if (groups.Count > 1)
            waiting.AddRange(groups.Select(g => new Cause(g)));

        while (waiting.Count > 0)
        {
            if (await NextAsync(cancellationToken) is { } whole)
                return whole;
        }

        if (mended.Count > 0)
            return await JointAsync(cancellationToken);

        // Nothing alone either: what is left goes to all of them together.
        var last = budget.Exhausted is null ? await SearchAsync(plan.Failing, 1, NoMore, cancellationToken) : searches[^1];
        return Total(last) with { Causes = last.Plausible.Count > 0 ? [] : Told() };
    }

    /// <summary>The outcome, or null when the tests are to be divided.</summary>
    private async Task<BuildOutcome?> TogetherAsync(IReadOnlyList<TestResult> all, CancellationToken cancellationToken)
    {
        var alone = !CauseDivision.IsPossible(all);
        var outcome = alone
            ? await SearchAsync(all, 1, NoMore, cancellationToken)
            : await SearchAsync(all, FirstTry, Turn, cancellationToken);
        if (alone || outcome.Plausible.Count > 0 || budget.Exhausted is not null)
            return outcome;

        await RecordAsync(new Cause(all) { Search = outcome, Unmended = WhyNot(outcome, all) }, isSplit: true, cancellationToken);
        waiting.AddRange(CauseDivision.Of(all, outcome.SteppingStones).Select(g => new Cause(g)));
        return null;
    }

    /// <summary>Searches for the next cause in turn. Not null when a patch was found that mends everything.</summary>
    private async Task<BuildOutcome?> NextAsync(CancellationToken cancellationToken)
    {
        var cause = waiting[0];
        waiting.RemoveAt(0);
        var found = await SearchAsync(cause.Tests, 1.0 / (waiting.Count + 1), Turn, cancellationToken);
        cause = cause with { Search = found };
        if (found.Plausible.Count > 0)
            return await MendedAsync(cause, cancellationToken);

        cause = cause with { Unmended = WhyNot(found, cause.Tests) };
        var parts = budget.Exhausted is null && found.Tried > 0 ? CauseDivision.Of(cause.Tests, found.SteppingStones) : [];
        await RecordAsync(cause, parts.Count > 0, cancellationToken);
        if (parts.Count > 0)
            waiting.AddRange(parts.Select(p => new Cause(p)));
        else
            lost.Add(cause);

        return null;
    }

    private async Task<BuildOutcome?> MendedAsync(Cause cause, CancellationToken cancellationToken)
    {
        if (await WholeAsync(cause.Search!, cancellationToken) is { } whole)
            return Total(whole);

        // A test that hangs would be waited for; its own turn tells.
        var others = waiting.Concat(lost).SelectMany(c => c.Tests).Where(t => t.Outcome != TestOutcome.TimedOut).Select(t => t.Name).ToArray();
        var turned = await search.TurnedAsync(others, cause.Search!.Ranked[0].Candidate.Patch, cancellationToken);
        Forget(waiting, turned);
        Forget(lost, turned);
        cause = cause with { Mends = [.. cause.Tests.Select(t => t.Name), .. others.Where(turned.Contains)] };
        mended.Add(cause);
        await RecordAsync(cause, isSplit: false, cancellationToken);
        return null;
    }

    /// <summary>What was found for one cause mends all of them more often than one would think.</summary>
    private async Task<BuildOutcome?> WholeAsync(BuildOutcome found, CancellationToken cancellationToken)
    {
        var standing = await search.StandingAsync([.. found.Ranked.Take(MostAskedOfAll).Select(r => r.Candidate)], plan.Failing, budget, cancellationToken);
        return standing.Count == 0 ? null : await search.RankedAsync(
            plan.Failing,
            found with { Plausible = [.. standing.Select(s => s.Candidate)], Effort = standing.ToDictionary(s => s.Candidate.Patch.Hash, s => s.Fuel) },
            cancellationToken);
    }

    private async Task<BuildOutcome> JointAsync(CancellationToken cancellationToken)
    {
        var causes = mended.Select(c => new MendedCause(c.Mends, [.. c.Search!.Ranked.Select((r, i) => r.Candidate with { Mends = i == 0 ? c.Mends : c.Own })])).ToArray();
        var total = Total(mended[0].Search!) with { Causes = Told(), Exhausted = lost.Count > 0 ? budget.Exhausted : null };
        if (causes is [var only])
            return total with { Ranked = [.. mended[0].Search!.Ranked.Zip(only.Choices, (r, c) => r with { Candidate = c })] };

        var joint = JointRepairs.Of(causes);
        var union = causes.SelectMany(c => c.Mends).ToHashSet();
        var standing = await search.StandingAsync(
            [.. joint.Where(j => union.SetEquals(j.Mends!))], [.. plan.Failing.Where(f => union.Contains(f.Name))], budget, cancellationToken);
        Candidate[] ranked = [.. standing.Select(s => s.Candidate), .. joint.Where(j => !union.SetEquals(j.Mends!))];
        return total with
        {
            Plausible = ranked,
            Ranked = [.. ranked.Select((c, i) => new RankedCandidate(c, -i, i, ReasonsOf(c)))],
            Behaviours = BehaviourFindings.None with { Unknown = "each cause was compared by itself" },
        };
    }

    private IReadOnlyList<string> ReasonsOf(Candidate joint) =>
        [.. joint.Parts.SelectMany(p => mended.SelectMany(c => c.Search!.Ranked).First(r => r.Candidate.Patch == p.Patch).Reasons).Distinct()];

    private async Task<BuildOutcome> SearchAsync(
        IReadOnlyList<TestResult> failing, double part, Limits most, CancellationToken cancellationToken)
    {
        var suspects = search.SuspectsOf(failing);
        var recorded = plan.Goal.Limits.Searches;
        var share = recorded is null ? budget.Share(part, most) : budget.Share(1, new Limits { Candidates = recorded.ElementAtOrDefault(searches.Count) });
        var outcome = suspects.Count > 0 && share.Exhausted is null
            ? await search.FindAsync(failing, suspects, share, cancellationToken)
            : new BuildOutcome([], 0, 0, TimeSpan.Zero, suspects.Count > 0 ? share.Exhausted : null);
        searches.Add(outcome);
        return outcome;
    }

    private static string WhyNot(BuildOutcome outcome, IReadOnlyList<TestResult> tests) => outcome switch
    {
        { Exhausted: { } limit } => $"no patch among {outcome.Tried} candidates when {limit} was reached",
        { Tried: 0 } when tests.Any(t => t.Outcome == TestOutcome.TimedOut) => "it hangs, and was ended before it could tell which lines it ran",
        { Tried: 0 } => "it ran no line of the project outside its tests that could be edited",
        _ => $"none of {outcome.Tried} candidates mends it",
    };

    private static void Forget(List<Cause> causes, IReadOnlySet<TestName> turned)
    {
        for (var i = causes.Count - 1; i >= 0; i--)
        {
            causes[i] = causes[i] with { Tests = [.. causes[i].Tests.Where(t => !turned.Contains(t.Name))] };
            if (causes[i].Tests.Count == 0)
                causes.RemoveAt(i);
        }
    }

    private CauseOutcome[] Told() => [.. mended.Concat(lost).Select(c => c.Told())];

    /// <summary>An outcome with the work of every search of the run.</summary>
    private BuildOutcome Total(BuildOutcome outcome) => outcome with
    {
        Tried = searches.Sum(s => s.Tried),
        Fuel = searches.Sum(s => s.Fuel),
        Duration = searches.Aggregate(TimeSpan.Zero, (sum, s) => sum + s.Duration),
        Clues = [.. searches.SelectMany(s => s.Clues).OrderByDescending(c => c.Turned).DistinctBy(c => (c.Path, c.Line, c.Text)).Take(MostClues)],
        FirstPlausible = searches.Select(s => s.FirstPlausible).Where(f => f is not null).Min(),
        Exhausted = budget.Exhausted ?? outcome.Exhausted,
        Outcomes = searches.SelectMany(s => s.Outcomes).GroupBy(o => o.Key).OrderBy(g => g.Key).ToDictionary(g => g.Key, g => g.Sum(o => o.Value)),
        Operators = [.. searches.SelectMany(s => s.Operators).GroupBy(o => (o.Language, o.Operator)).OrderBy(g => g.Key)
            .Select(g => new OperatorTally(g.Key.Language, g.Key.Operator, g.Sum(o => o.Tried), g.Sum(o => o.Plausible)))],
    };

    private Task RecordAsync(Cause cause, bool isSplit, CancellationToken cancellationToken) =>
        log.RecordAsync(BuildEvents.CauseSearched, chronicle.Fact(searches.Count - 1, cause.Told(), isSplit, plan.Snapshot), cancellationToken);

    /// <param name="Tests">Those that no patch of another cause turned green.</param>
    private sealed record Cause(IReadOnlyList<TestResult> Tests)
    {
        public BuildOutcome? Search { get; init; }

        /// <summary>What its best patch turns green; of the others only its own tests are known.</summary>
        public IReadOnlyList<TestName> Mends { get; init; } = [];

        public IReadOnlyList<TestName> Own => [.. Tests.Select(t => t.Name)];

        public string? Unmended { get; init; }

        public CauseOutcome Told() => new([.. Tests.Select(t => t.Name)], Mends, Search!, Unmended);
    }
}
