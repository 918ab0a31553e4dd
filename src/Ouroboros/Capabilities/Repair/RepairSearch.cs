using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Causes;
using Ouroboros.Techniques.Localisation;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Searches for patches that turn some failing tests of a plan green, each time against a jury of just these and of what passes.</summary>
internal sealed class RepairSearch(
    RepairPlan plan, Experience learnt, ISyntaxParser parser, IScreeningMemo memo, IProgress<SearchProgress>? progress)
{
    private const string WholePanel = "";

    public int Seats => ((RepairGoal)plan.Goal).Options.Seats is > 0 and var seats ? seats : Environment.ProcessorCount;

    public async Task<int> KnownAsync(CancellationToken cancellationToken) =>
        (await memo.RecallAsync(plan.Goal.Run, WholePanel, cancellationToken)).Count;

    public IReadOnlyList<Suspect> SuspectsOf(IReadOnlyList<TestResult> failing) =>
        IsWhole(failing) ? plan.Suspects : SpectrumLocaliser.Localise(plan.Trace, failing);

    public async Task<BuildOutcome> FindAsync(
        IReadOnlyList<TestResult> failing, IReadOnlyList<Suspect> suspects, Budget budget, CancellationToken cancellationToken)
    {
        var panel = PanelOf(failing);
        var known = await RecallAsync(panel, failing, cancellationToken);
        await using var trials = await OpenTrialsAsync(failing, cancellationToken);
        return await SearchFor(failing, panel, trials.Seats)
            .RunAsync(BriefOf(failing, suspects), trials, budget, known, progress, cancellationToken);
    }

    /// <summary>
    /// Those of the candidates that turn all of the failing tests green, in their order, with what they burnt. What a test that waits has to
    /// say costs seconds each time: only the best of those that satisfy the others is asked it.
    /// </summary>
    public async Task<IReadOnlyList<(Candidate Candidate, long Fuel)>> StandingAsync(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<TestResult> failing, Budget budget, CancellationToken cancellationToken)
    {
        TestResult[] quick = [.. failing.Where(f => f.Outcome != TestOutcome.TimedOut)];
        var standing = quick.Length > 0 ? await ScreenedAsync(candidates, quick, budget, cancellationToken) : [.. candidates.Select(c => (c, 0L))];
        return quick.Length == failing.Count || standing.Count == 0 ? standing : await ScreenedAsync([standing[0].Candidate], failing, budget, cancellationToken);
    }

    private async Task<IReadOnlyList<(Candidate Candidate, long Fuel)>> ScreenedAsync(
        IReadOnlyList<Candidate> candidates, IReadOnlyList<TestResult> failing, Budget budget, CancellationToken cancellationToken)
    {
        var panel = PanelOf(failing);
        var known = await RecallAsync(panel, failing, cancellationToken);
        await using var trials = await OpenTrialsAsync(failing, cancellationToken);
        using var seats = new SemaphoreSlim(trials.Seats);
        var screenings = await Task.WhenAll(candidates.Select(async (candidate, place) =>
        {
            if (known.GetValueOrDefault(candidate.Patch.Hash) is { } before)
                return before;

            await seats.WaitAsync(cancellationToken);
            try
            {
                // The best is asked even when time is up: what was found would be lost.
                return budget.IsOutOfTime && place > 0 ? null : await trials.ScreenAsync(candidate, cancellationToken);
            }
            finally
            {
                seats.Release();
            }
        }));
        await memo.RememberAsync(plan.Goal.Run, panel, [.. screenings.OfType<Screening>().Where(s => !known.ContainsKey(s.Patch))], cancellationToken);
        return [.. candidates.Zip(screenings).Where(s => s.Second is { Outcome: ScreeningOutcome.Plausible }).Select(s => (s.First, s.Second!.Fuel))];
    }

    /// <summary>The fast lane for candidates of others. The caller disposes it.</summary>
    public Task<ITrials> OpenTrialsAsync(IReadOnlyList<TestResult> failing, CancellationToken cancellationToken) =>
        plan.Bed!.OpenTrialsAsync(TrialBriefOf(failing), cancellationToken);

    /// <summary>Ranks patches, found for some of the failing tests, anew by all that these tests tell.</summary>
    public Task<BuildOutcome> RankedAsync(IReadOnlyList<TestResult> failing, BuildOutcome found, CancellationToken cancellationToken) =>
        SearchFor(failing, PanelOf(failing), Seats).RankedAsync(BriefOf(failing, SuspectsOf(failing)), found, cancellationToken);

    /// <summary>Which of some tests a patch turns green, run as a person would.</summary>
    public async Task<IReadOnlySet<TestName>> TurnedAsync(IReadOnlyList<TestName> tests, Patch patch, CancellationToken cancellationToken)
    {
        if (tests.Count == 0)
            return new HashSet<TestName>();

        var run = await plan.Bed!.RunAsync(tests, patch, cancellationToken);
        return tests.Where(t => TestPresence.IsGreen(t, run)).ToHashSet();
    }

    private BestFirstSearch SearchFor(IReadOnlyList<TestResult> failing, string panel, int seats) =>
        new(parser, (screenings, token) => memo.RememberAsync(plan.Goal.Run, panel, screenings, token))
        {
            Probe = plan.Bed!.OpenProbe(ProbeBriefOf(failing, seats)),
            Thinker = plan.Bed!.OpenThinker(ProbeBriefOf(failing, seats)),
        };

    private ProbeBrief ProbeBriefOf(IReadOnlyList<TestResult> failing, int seats) =>
        new(NamesOf(failing), [.. plan.Guarding], plan.Trace, plan.Goal.Seed, seats);

    private async Task<IReadOnlyDictionary<PatchHash, Screening>> RecallAsync(
        string panel, IReadOnlyList<TestResult> failing, CancellationToken cancellationToken)
    {
        var own = await memo.RecallAsync(plan.Goal.Run, panel, cancellationToken);
        if (panel == WholePanel)
            return own;

        var known = own.ToDictionary();
        var whole = await memo.RecallAsync(plan.Goal.Run, WholePanel, cancellationToken);
        foreach (var carried in CarriedVerdicts.For(NamesOf(failing).ToHashSet(), whole))
            known.TryAdd(carried.Patch, carried);

        return known;
    }

    private TrialBrief TrialBriefOf(IReadOnlyList<TestResult> failing) =>
        new(plan.Snapshot, NamesOf(failing), [.. plan.Guarding], plan.Trace, Seats);

    private SearchBrief BriefOf(IReadOnlyList<TestResult> failing, IReadOnlyList<Suspect> suspects) =>
        new(plan.Snapshot, suspects, failing, plan.Trace, OperatorPriors.ByLanguage(learnt.Operators), plan.Goal.Seed) { Remembered = learnt.Fixes };

    private bool IsWhole(IReadOnlyList<TestResult> failing) => failing.Count == plan.Failing.Count;

    private string PanelOf(IReadOnlyList<TestResult> failing) => IsWhole(failing)
        ? WholePanel
        : ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', failing.Select(f => f.Name.Value).Order(StringComparer.Ordinal)))).Hex[..16];

    private static TestName[] NamesOf(IReadOnlyList<TestResult> failing) => [.. failing.Select(f => f.Name)];
}
