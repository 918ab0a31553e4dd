using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// Candidates under trial, taken out in the order they went in. Its width is fixed: what is proposed next may depend on it, and must not
/// depend on the machine.
/// </summary>
internal sealed class TrialWindow(IJury jury, IReadOnlyDictionary<PatchHash, Screening> known) : IAsyncDisposable
{
    private const int Width = 32;

    // One more than the seats, so that a seat never waits for us.
    private readonly SemaphoreSlim seats = new(Math.Max(1, jury.Seats) + 1);
    private readonly CancellationTokenSource closing = new();
    private readonly Queue<Trial> trials = new(Width);

    public bool HasRoom => trials.Count < Width;

    public void Start(Proposal proposal, CancellationToken cancellationToken)
    {
        var recalled = known.GetValueOrDefault(proposal.Candidate.Patch.Hash);
        var trial = new Trial(proposal, recalled is null);
        trial.Screening = recalled is null ? ScreenAsync(trial, cancellationToken) : Task.FromResult(recalled);
        trials.Enqueue(trial);
    }

    /// <param name="hurry">Time is up: leave out what has not begun.</param>
    public async Task<(Proposal Judged, Screening Screening, bool IsNew)?> TakeAsync(bool hurry)
    {
        if (!trials.TryPeek(out var trial) || (hurry && !trial.HasBegun && !trial.Screening.IsCompleted))
            return null;

        var screening = await trial.Screening;
        trials.Dequeue();
        return (trial.Proposal, screening, trial.IsNew);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        foreach (var trial in trials)
            await trial.Screening.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        seats.Dispose();
        closing.Dispose();
    }

    private async Task<Screening> ScreenAsync(Trial trial, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);
        await seats.WaitAsync(either.Token);
        try
        {
            trial.HasBegun = true;
            return await jury.ScreenAsync(trial.Proposal.Candidate, either.Token);
        }
        finally
        {
            seats.Release();
        }
    }

    private sealed class Trial(Proposal proposal, bool isNew)
    {
        private volatile bool hasBegun;

        public Proposal Proposal => proposal;

        public bool IsNew => isNew;

        public bool HasBegun
        {
            get => hasBegun;
            set => hasBegun = value;
        }

        public Task<Screening> Screening { get; set; } = null!;
    }
}
