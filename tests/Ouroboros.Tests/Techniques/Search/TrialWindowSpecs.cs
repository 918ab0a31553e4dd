using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Search;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Search;

public sealed class TrialWindowSpecs
{
    private static readonly Candidate Any = new(Patch.Change(RepoPath.Parse("a.py"), ContentHash.Of([]), new SpanEdit(0, 0, new byte[] { 35 })), new Origin("test", "any", "because", RepoPath.Parse("a.py"), 1), 0.5);

    [Fact]
    public async Task One_that_comes_as_the_last_worker_goes_is_tried_all_the_same()
    {
        await using var window = new TrialWindow(new Quick(), new Dictionary<PatchHash, Screening>());
        for (var i = 0; i < 50_000; i++)
        {
            window.Add(new Proposal(Any, null!), CancellationToken.None);

            // Only keeps a broken window from holding up the suite.
            var taken = await window.TakeAsync(hurry: false, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

            taken.ShouldNotBeNull();
        }
    }

    private sealed class Quick : IJury
    {
        public int Seats => 0;

        public async Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken)
        {
            await Task.Yield();
            return new Screening(candidate.Patch.Hash, ScreeningOutcome.StillFailing, null, [], 1, TimeSpan.Zero);
        }
    }
}
