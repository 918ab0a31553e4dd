using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search.Ranking;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// Tries edits likeliest first until the budget, the ideas, or the patience after a success run out. Candidates are under trial at the
/// same time but judged in their order, so that every decision follows from the brief alone, whatever the timing.
/// </summary>
/// <param name="persist">Is given screenings in batches, in order; they are safe when its task completes.</param>
public sealed class BestFirstSearch(
    ISyntaxParser parser, Func<IReadOnlyList<Screening>, CancellationToken, Task> persist)
{
    private const int MostCompared = 40;

    // Thinking pays only where time is left to try what was thought of.
    private const double ThoughtShare = 0.25;
    private static readonly TimeSpan MostPatience = TimeSpan.FromSeconds(60);

    /// <summary>Compares what plausible candidates do.</summary>
    public IBehaviourProbe Probe { get; init; } = NoProbe.Instance;

    /// <summary>Thinks of expressions where the tables have none that mends.</summary>
    public IThinker Thinker { get; init; } = NoThinker.Instance;

    public async Task<BuildOutcome> RunAsync(
        SearchBrief brief, IJury jury, Budget budget, IReadOnlyDictionary<PatchHash, Screening> known,
        IProgress<SearchProgress>? progress, CancellationToken cancellationToken)
    {
        var agenda = Agenda.Of(brief, parser, cancellationToken);
        var ledger = new SearchLedger(budget, progress);
        var batch = new ScreeningBatch(budget, persist);
        var recalled = known.ToDictionary();
        var window = new TrialWindow(jury, recalled);
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                while (window.HasRoom && budget.Exhausted is null && agenda.Next() is { } proposal)
                {
                    // A recalled candidate counts as well, so that a resumed run ends where the whole one would have.
                    if (!budget.TryReserveCandidate())
                        break;

                    window.Add(proposal, cancellationToken);
                }

                if (agenda.WantsThought && budget.Exhausted is null)
                {
                    await agenda.ThinkAsync(Thinker, PatienceOf(budget), cancellationToken);
                    continue;
                }

                if (await window.TakeAsync(budget.IsOutOfTime, cancellationToken) is not var (judged, screening, isNew))
                    break;

                // Asked for what a place must yield; it may be proposed as a repair yet.
                if (judged.IsAngel)
                    recalled.TryAdd(screening.Patch, screening);

                ledger.Commit(judged, screening);
                agenda.Commit(judged, screening, ledger.Tried);
                if (isNew)
                    await batch.AddAsync(screening, cancellationToken);
            }
        }
        finally
        {
            await window.DisposeAsync();
            await batch.FlushAsync(CancellationToken.None);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return await RankedAsync(brief, ledger.Outcome() with { Clues = agenda.Clues }, cancellationToken);
    }

    private static TimeSpan PatienceOf(Budget budget) =>
        budget.Left * ThoughtShare is { } share && share < MostPatience ? (share > TimeSpan.Zero ? share : TimeSpan.Zero) : MostPatience;

    /// <summary>Once by what they say, and the best of these again by what they do. A single one has nothing to be compared with.</summary>
    public async Task<BuildOutcome> RankedAsync(SearchBrief brief, BuildOutcome found, CancellationToken cancellationToken)
    {
        var ranking = await RankAsync(brief, found, cancellationToken);
        return found with { Ranked = ranking.Ranked, Behaviours = ranking.Behaviours };
    }

    private async Task<RankedPatches> RankAsync(SearchBrief brief, BuildOutcome found, CancellationToken cancellationToken)
    {
        var plausible = found.Plausible;
        var ranker = new PlausibleRanker(parser) { Effort = found.Effort };
        var first = ranker.Rank(brief, plausible, BehaviourSurvey.Nothing(plausible.Count < 2 ? "there was nothing to compare" : "it was not tried"), cancellationToken);
        if (plausible.Count < 2)
            return first;

        var survey = await Probe.SurveyAsync([.. first.Ranked.Take(MostCompared).Select(r => r.Candidate)], cancellationToken);
        return ranker.Rank(brief, plausible, survey, cancellationToken);
    }
}
