using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search;
using Ouroboros.Workspaces;

namespace Ouroboros.Bench.ForkServer;

/// <summary>What a search would try on a project: the first candidates that it thinks of when none of them passes.</summary>
internal static class Candidates
{
    public static async Task<IReadOnlyList<Candidate>> OfAsync(SearchBrief brief, int most)
    {
        var jury = new Collector();
        var search = new BestFirstSearch(new TreeSitterParser(), (_, _) => Task.CompletedTask);
        await search.RunAsync(
            brief, jury, new Budget(new Limits { Candidates = most }, TimeProvider.System), new Dictionary<PatchHash, Screening>(), null, CancellationToken.None);
        return jury.Seen;
    }

    private sealed class Collector : IJury
    {
        public List<Candidate> Seen { get; } = [];

        public int Seats => 1;

        public Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken)
        {
            lock (Seen)
                Seen.Add(candidate);

            return Task.FromResult(new Screening(candidate.Patch.Hash, ScreeningOutcome.StillFailing, null, [], 1, TimeSpan.Zero));
        }
    }
}
