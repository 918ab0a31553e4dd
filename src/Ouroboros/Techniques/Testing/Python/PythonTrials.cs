using System.Collections.Concurrent;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>The fast lane: fork servers, one for each seat, that give candidates the verdicts fresh processes would.</summary>
internal sealed class PythonTrials : ITrials
{
    // So often in a row several in one go may come to nothing.
    private const int Vain = 4;

    private readonly TrialBrief brief;
    private readonly ITestBed bed;
    private readonly string pristine;
    private readonly TimeProvider clock;
    private readonly TestName[] tests;
    private readonly IReadOnlyList<TrialSeat> seats;
    private readonly List<TrialSeat> free;
    private readonly SemaphoreSlim vacancy;
    private readonly SemaphoreSlim retrial = new(1);
    private readonly ConcurrentDictionary<PatchHash, Screening> known = new();
    private readonly int most;
    private volatile int vain;

    public PythonTrials(TrialBrief brief, IReadOnlyList<TrialSeat> seats, string pristine, ITestBed bed, TimeProvider clock, int together = 1)
    {
        (this.brief, this.seats, this.pristine, this.bed, this.clock, most) = (brief, seats, pristine, bed, clock, together);
        tests = [.. brief.Failing, .. brief.Guarding];
        free = [.. seats];
        vacancy = new SemaphoreSlim(seats.Count);
    }

    public int Seats => seats.Count;

    public int Together => vain < Vain ? most : 1;

    /// <summary>What is done to an edited file's text before the seats see it.</summary>
    public Func<RepoPath, byte[], byte[]>? Dress { get; init; }

    /// <summary>Whether the seats are somebody else's, who has them for others after. They take long to start.</summary>
    public bool IsLent { get; init; }

    public Task WakeAsync(CancellationToken cancellationToken) => IsLent ? SeatedAsync(
        () => free[0],
        async seat =>
        {
            await seat.WakeAsync(cancellationToken);
            return true;
        }, cancellationToken) : Task.CompletedTask;

    public async Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(candidate.Patch.Hash, out var before))
            return before;

        var started = clock.GetTimestamp();
        var reply = await TryAsync(candidate.Patch, TrialFlags.None, cancellationToken);
        if (reply is { Outcome: ScreeningOutcome.TimedOut })
            reply = await AloneAsync(candidate.Patch, TrialFlags.None, cancellationToken);

        var screening = reply switch
        {
            null => Named(candidate.Patch, ScreeningOutcome.Crashed, null, started),
            { Outcome: null } => await SlowlyAsync(candidate.Patch, started, cancellationToken),
            _ => Of(candidate.Patch, reply, started),
        };
        return known.GetOrAdd(candidate.Patch.Hash, screening);
    }

    public async Task<IReadOnlyList<Screening?>> ScreenTogetherAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var told = candidates.Select(c => known.GetValueOrDefault(c.Patch.Hash)).ToArray();
        int[] open = [.. Enumerable.Range(0, told.Length).Where(i => told[i] is null)];
        if (open.Length == 0)
            return told;

        var request = TrialRequest.Together([.. open.Select(i => TrialRequest.Of(candidates[i].Patch, pristine, TrialFlags.None, Dress))]);
        var replies = await SeatedAsync(() => Stood(candidates[open[0]].Patch), seat => seat.TrySeveralAsync(request, cancellationToken), cancellationToken);
        vain = replies is null || replies.All(r => r is null) ? vain + 1 : 0;
        foreach (var (i, reply) in open.Zip(replies ?? []))
        {
            if (reply is not null)
                told[i] = known.GetOrAdd(candidates[i].Patch.Hash, Of(candidates[i].Patch, reply, started));
        }

        return told;
    }

    /// <summary>Every test's own outcome under a patch, for comparison with fresh processes.</summary>
    internal async Task<IReadOnlyDictionary<TestName, string>> RunAllAsync(Patch patch, CancellationToken cancellationToken)
    {
        var reply = await TryAsync(patch, TrialFlags.AllResults, cancellationToken);
        if (reply is { Outcome: ScreeningOutcome.TimedOut })
            reply = await AloneAsync(patch, TrialFlags.AllResults, cancellationToken);

        return reply?.Results() ?? new Dictionary<TestName, string>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var seat in IsLent ? [] : seats)
            await seat.DisposeAsync();

        vacancy.Dispose();
        retrial.Dispose();
    }

    /// <summary>The answer of the first free seat; null when its server died twice of this candidate.</summary>
    private Task<TrialReply?> TryAsync(Patch patch, TrialFlags flags, CancellationToken cancellationToken)
    {
        var request = TrialRequest.Of(patch, pristine, flags, Dress);
        return SeatedAsync(
            () => Stood(patch), async seat => await seat.TryAsync(request, cancellationToken) ?? await seat.TryAsync(request, cancellationToken), cancellationToken);
    }

    /// <param name="choose">Which of those that are free; none of them is taken by others meanwhile.</param>
    private async Task<T> SeatedAsync<T>(Func<TrialSeat> choose, Func<TrialSeat, Task<T>> ask, CancellationToken cancellationToken)
    {
        await vacancy.WaitAsync(cancellationToken);
        TrialSeat seat;
        lock (free)
        {
            seat = choose();
            free.Remove(seat);
        }

        try
        {
            return await ask(seat);
        }
        finally
        {
            lock (free)
                free.Add(seat);

            vacancy.Release();
        }
    }

    /// <summary>Rather one that has edited the same files before: its server stands ready for them.</summary>
    private TrialSeat Stood(Patch patch)
    {
        var key = string.Join('\n', patch.Files.Select(f => f.Path));
        var seat = free.Find(s => s.Stands.Contains(key)) ?? free.MinBy(s => s.Stands.Count)!;
        seat.Stands.Add(key);
        return seat;
    }

    // Under load an honest candidate may run out of time; retrials go one at a time, with patience.
    private async Task<TrialReply?> AloneAsync(Patch patch, TrialFlags flags, CancellationToken cancellationToken)
    {
        await retrial.WaitAsync(cancellationToken);
        try
        {
            return await TryAsync(patch, flags | TrialFlags.Patient, cancellationToken);
        }
        finally
        {
            retrial.Release();
        }
    }

    /// <summary>Where the fork server cannot stand, fresh processes decide.</summary>
    private async Task<Screening> SlowlyAsync(Patch patch, long started, CancellationToken cancellationToken)
    {
        var run = await bed.RunAsync(tests, patch, cancellationToken);
        var after = run.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Outcome);
        TestName[] turned = [.. brief.Failing.Where(n => after.GetValueOrDefault(n, TestOutcome.Error) == TestOutcome.Passed)];
        var failing = brief.Failing.FirstOrDefault(n => !IsGreen(n, after));
        if (failing.Value is not null)
            return Named(patch, ScreeningOutcome.StillFailing, failing, started) with { Turned = turned };

        var broken = brief.Guarding.FirstOrDefault(n => !IsGreen(n, after));
        return broken.Value is not null
            ? Named(patch, ScreeningOutcome.BreaksPassing, broken, started) with { Turned = turned }
            : Named(patch, ScreeningOutcome.Plausible, null, started) with { Turned = turned };
    }

    private static bool IsGreen(TestName name, Dictionary<TestName, TestOutcome> after) =>
        after.TryGetValue(name, out var outcome)
            ? outcome == TestOutcome.Passed
            : after.Any(r => r.Key.Value.StartsWith(name.Value + "::", StringComparison.Ordinal))
                && after.Where(r => r.Key.Value.StartsWith(name.Value + "::", StringComparison.Ordinal)).All(r => r.Value is TestOutcome.Passed or TestOutcome.Skipped);

    private Screening Of(Patch patch, TrialReply reply, long started) => new(
        patch.Hash, reply.Outcome!.Value, reply.Decided >= 0 && reply.Decided < tests.Length ? tests[reply.Decided] : null,
        [.. reply.Turned.Where(i => i < brief.Failing.Count).Select(i => tests[i])], reply.Fuel, clock.GetElapsedTime(started));

    private Screening Named(Patch patch, ScreeningOutcome outcome, TestName? decidedBy, long started) =>
        new(patch.Hash, outcome, decidedBy, [], 0, clock.GetElapsedTime(started));
}
