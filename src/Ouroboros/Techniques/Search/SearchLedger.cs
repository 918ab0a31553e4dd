using System.Runtime.InteropServices;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Counts what was tried and keeps what was good.</summary>
internal sealed class SearchLedger(Budget budget, IProgress<SearchProgress>? progress)
{
    private const int MostStones = 64;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(80);

    private readonly TimeSpan started = budget.Elapsed;
    private readonly List<Candidate> plausible = [];
    private readonly List<SteppingStone> stones = [];
    private readonly Dictionary<ScreeningOutcome, long> outcomes = [];
    private readonly Dictionary<(string Language, string Operator), (long Tried, long Plausible)> operators = [];
    private readonly Dictionary<PatchHash, long> effort = [];
    private TimeSpan? firstPlausible;
    private TimeSpan reported;
    private long fuel;

    public long Tried { get; private set; }

    public static bool IsSteppingStone(Screening screening) =>
        screening is { Outcome: ScreeningOutcome.StillFailing, Turned.Count: > 0 };

    public void Commit(Proposal judged, Screening screening)
    {
        Tried++;
        fuel += screening.Fuel;
        budget.Settle(screening.Fuel);
        if (judged.IsAngel)
            return;

        var isPlausible = screening.Outcome == ScreeningOutcome.Plausible;
        CollectionsMarshal.GetValueRefOrAddDefault(outcomes, screening.Outcome, out _)++;
        ref var tally = ref CollectionsMarshal.GetValueRefOrAddDefault(
            operators, (judged.Draft.Unit.Tree.Language.ToString(), judged.Draft.Operator.Name), out _);
        tally = (tally.Tried + 1, tally.Plausible + (isPlausible ? 1 : 0));
        if (isPlausible)
        {
            firstPlausible ??= budget.Elapsed;
            plausible.Add(judged.Candidate);
            effort[screening.Patch] = screening.Fuel;
        }
        else if (IsSteppingStone(screening) && stones.Count < MostStones)
            stones.Add(new SteppingStone(judged.Candidate, screening));

        Report(judged, isPlausible);
    }

    public BuildOutcome Outcome() => new(plausible, Tried, fuel, budget.Elapsed - started, budget.Exhausted)
    {
        FirstPlausible = firstPlausible,
        Effort = effort,
        Outcomes = outcomes,
        Operators = [.. operators.OrderBy(o => o.Key).Select(o => new OperatorTally(o.Key.Language, o.Key.Operator, o.Value.Tried, o.Value.Plausible))],
        SteppingStones = [.. stones.OrderByDescending(s => s.Screening.Turned.Count)],
    };

    private void Report(Proposal judged, bool always)
    {
        var now = budget.Elapsed;
        if (progress is null || (!always && now - reported < Beat))
            return;

        reported = now;
        var seconds = Math.Max((now - started).TotalSeconds, 0.001);
        progress.Report(new SearchProgress(
            Tried, Tried / seconds, plausible.Count, plausible.Count > 0 ? plausible[0].Origin.Reason : null, judged.Candidate.Origin.Reason));
    }
}
