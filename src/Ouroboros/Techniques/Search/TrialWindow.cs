using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// Candidates under trial, taken out in the order they went in. How many it holds, and when it takes more, is fixed: what is proposed next may
/// depend on it, and must not depend on the machine.
/// </summary>
internal sealed class TrialWindow(IJury jury, IReadOnlyDictionary<PatchHash, Screening> known) : IAsyncDisposable
{
    private const int LeastWidth = 64, Parts = 4;

    private readonly CancellationTokenSource closing = new();
    private readonly Queue<Trial> trials = new();
    private readonly int width = Math.Max(LeastWidth, Parts * jury.Together);

    // Guards what follows: those that nobody tries yet, of them those that have to be tried one by one, and who is at work.
    private readonly Lock turn = new();
    private readonly Queue<Trial> waiting = [];
    private readonly Queue<Trial> alone = [];
    private readonly List<Task> lanes = [];
    private int working;
    private bool isFull, isOver;

    public bool HasRoom
    {
        get
        {
            // Filled up again by so many at once that there are some to try together.
            isFull = trials.Count >= width || (isFull && trials.Count > width - (width / Parts));
            return !isFull;
        }
    }

    public void Add(Proposal proposal, CancellationToken cancellationToken)
    {
        var recalled = known.GetValueOrDefault(proposal.Candidate.Patch.Hash);
        var trial = new Trial(proposal, recalled is null);
        trials.Enqueue(trial);
        if (recalled is not null)
        {
            trial.Screening.SetResult(recalled);
            return;
        }

        lock (turn)
            waiting.Enqueue(trial);

        // The very first ones wake the seats, which takes a while.
        if (trials.Count <= jury.Seats)
            Begin(hurry: false, cancellationToken);
    }

    /// <summary>The first one in, once it is judged. Those that wait are under trial meanwhile.</summary>
    /// <param name="hurry">Time is up: leave out what has not begun.</param>
    public async Task<(Proposal Judged, Screening Screening, bool IsNew)?> TakeAsync(bool hurry, CancellationToken cancellationToken)
    {
        if (!trials.TryPeek(out var trial) || (hurry && !trial.HasBegun && !trial.Screening.Task.IsCompleted))
            return null;

        Begin(hurry, cancellationToken);
        if (await trial.Screening.Task is not { } screening)
            return null;

        trials.Dequeue();
        return (trial.Proposal, screening, trial.IsNew);
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(lanes);
        closing.Dispose();
    }

    private void Begin(bool hurry, CancellationToken cancellationToken)
    {
        lock (turn)
        {
            isOver = hurry;
            while (isOver && alone.TryDequeue(out var late))
                late.Screening.SetResult(null);

            lanes.RemoveAll(l => l.IsCompleted);

            // One more than the seats, so that a seat never waits for us.
            for (; working <= Math.Max(1, jury.Seats) && working < waiting.Count + alone.Count; working++)
                lanes.Add(Task.Run(() => WorkAsync(cancellationToken), CancellationToken.None));
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closing.Token);

        // Whoever is not to be woken tells so of each that it is asked to try.
        await jury.WakeAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (Next() is { Length: > 0 } several)
        {
            if (several.Length == 1)
                await several[0].JudgeAsync(jury, either.Token);
            else
                await TogetherAsync(several, either.Token);
        }
    }

    /// <summary>What to try next. Whoever gets nothing is no longer at work, from this very moment: nobody may count on it.</summary>
    private Trial[] Next()
    {
        lock (turn)
        {
            if (!closing.IsCancellationRequested && !isOver)
            {
                if (alone.TryDequeue(out var single))
                    return [single];

                if (waiting.Count > 0)
                    return [.. Enumerable.Range(0, Math.Min(jury.Together, waiting.Count)).Select(_ => waiting.Dequeue())];
            }

            working--;
            return [];
        }
    }

    private async Task TogetherAsync(Trial[] several, CancellationToken cancellationToken)
    {
        foreach (var trial in several)
            trial.HasBegun = true;

        var trying = jury.ScreenTogetherAsync([.. several.Select(t => t.Proposal.Candidate)], cancellationToken);
        await ((Task)trying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        // Where that met trouble each is tried by itself: it meets the same, and tells it.
        var told = trying.IsCompletedSuccessfully ? await trying : new Screening?[several.Length];
        lock (turn)
        {
            foreach (var (i, trial) in several.Index())
            {
                if (told[i] is { } screening)
                {
                    trial.Screening.SetResult(screening);
                    continue;
                }

                trial.HasBegun = false;
                if (isOver)
                    trial.Screening.SetResult(null);
                else
                    alone.Enqueue(trial);
            }
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

        /// <summary>Null where time was up before it was tried.</summary>
        public TaskCompletionSource<Screening?> Screening { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task JudgeAsync(IJury jury, CancellationToken cancellationToken)
        {
            HasBegun = true;
            var judging = jury.ScreenAsync(proposal.Candidate, cancellationToken);
            await ((Task)judging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (judging.IsCompletedSuccessfully)
                Screening.SetResult(await judging);
            else if (judging.IsCanceled)
                Screening.SetCanceled(cancellationToken);
            else
                Screening.SetException(judging.Exception!.InnerExceptions);
        }
    }
}
