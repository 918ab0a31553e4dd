using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Diffs;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Tells the end of a search as the fact that the journal keeps, the best patches each with its diff.</summary>
internal sealed class SearchChronicle(SnapshotReader reader)
{
    private const int RecordedPatches = 40;

    // A file that is one line of megabytes would stand in every diff twice, and the journal would carry it forty times.
    private const int LongestDiff = 64 * 1024;

    public SearchEnded Fact(BuildOutcome outcome, Snapshot snapshot) => new(
        outcome.Tried, outcome.Fuel, outcome.Duration.TotalSeconds, outcome.Plausible.Count,
        [.. outcome.Ranked.Take(RecordedPatches).Select(r => PlausiblePatch.Of(r) with { Diff = DiffOf(r.Candidate.Patch, snapshot) })],
        outcome.Exhausted, outcome.Outcomes.ToDictionary(o => o.Key.ToString(), o => o.Value), outcome.Behaviours)
    {
        FirstPlausible = outcome.FirstPlausible?.TotalSeconds,
        Clues = outcome.Clues,
        Causes = [.. outcome.Causes.Select((c, i) => Fact(i, c, isSplit: false, snapshot))],
    };

    public CauseSearched Fact(int number, CauseOutcome cause, bool isSplit, Snapshot snapshot)
    {
        var search = cause.Search;
        var best = search.Ranked is [var first, ..] ? first : null;
        return new CauseSearched(
            number, [.. cause.Tests.Select(t => t.Value)], [.. cause.Mended.Select(t => t.Value)], search.Tried, search.Duration.TotalSeconds,
            search.Plausible.Count, best is null ? null : PlausiblePatch.Of(best) with { Diff = DiffOf(best.Candidate.Patch, snapshot) },
            best is null ? null : search.Behaviours.ShareOf(best.Cluster), cause.Unmended, isSplit);
    }

    private string? DiffOf(Patch patch, Snapshot snapshot)
    {
        var diff = UnifiedDiff.Of(patch, path => reader.Read(snapshot, path)).ToString();
        return diff.Length <= LongestDiff ? diff : null;
    }
}
