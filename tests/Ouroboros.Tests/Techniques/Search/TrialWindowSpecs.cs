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
            window.Add(new Proposal(Any, []), CancellationToken.None);

            // Only keeps a broken window from holding up the suite.
            var taken = await window.TakeAsync(hurry: false, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));

            taken.ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task Once_time_is_up_nothing_more_is_tried_alone()
    {
        var jury = new Vain();
        await using var window = new TrialWindow(jury, new Dictionary<PatchHash, Screening>());
        for (var i = 0; i < 8; i++)
            window.Add(new Proposal(Any, []), CancellationToken.None);

        var first = window.TakeAsync(hurry: false, CancellationToken.None);
        await jury.Asked.Task.WaitAsync(TimeSpan.FromMinutes(1));
        var second = window.TakeAsync(hurry: true, CancellationToken.None);
        jury.Together.SetResult();

        (await second.WaitAsync(TimeSpan.FromMinutes(1))).ShouldBeNull();
        await first.WaitAsync(TimeSpan.FromMinutes(1));
        jury.Alone.ShouldBe(0);
    }

    /// <summary>Nothing comes of trying several at once.</summary>
    private sealed class Vain : IJury
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource Together { get; } = new();

        public int Alone { get; private set; }

        public int Seats => 0;

        int IJury.Together => 16;

        public Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken)
        {
            Alone++;
            return Task.FromResult(new Screening(candidate.Patch.Hash, ScreeningOutcome.StillFailing, null, [], 1, TimeSpan.Zero));
        }

        public async Task<IReadOnlyList<Screening?>> ScreenTogetherAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
        {
            Asked.TrySetResult();
            await Together.Task;
            return new Screening?[candidates.Count];
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
