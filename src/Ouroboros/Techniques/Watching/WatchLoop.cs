using Ouroboros.Runs;
using Ouroboros.Techniques.Patience;
using Ouroboros.Techniques.Secrets;

namespace Ouroboros.Techniques.Watching;

/// <summary>What a watch does when it does something.</summary>
public interface IWatchedWork
{
    /// <summary>Hash of the workspace's files as they are.</summary>
    Task<string> TreeAsync(CancellationToken cancellationToken);

    /// <summary>One repair; of a cycle that was cut off, its own one gone on with.</summary>
    /// <param name="begun">To be told the run as soon as there is one.</param>
    Task<CycleEnd> RunAsync(WatchCycle cycle, Func<RunId, Task> begun, CancellationToken cancellationToken);
}

/// <summary>Is told how a watch goes.</summary>
public interface IWatchViewer
{
    void Begun(WatchCycle cycle);

    void Ended(WatchCycle cycle, CycleEnd end);

    void Waits(WatchWait wait);
}

/// <summary>
/// Looks at a workspace whenever it may have changed and works when it has: never twice on the same files, so neither on its own patch;
/// later and later while cycles fail.
/// </summary>
/// <param name="options">How this watch tests, for the ledger.</param>
/// <param name="redactor">Clears what cycles say of their end, before it is recorded or shown.</param>
public sealed class WatchLoop(
    IWatchedWork work, IWatchLedger ledger, IChangeSource changes, IWatchViewer viewer, WatchSchedule schedule, Backoff backoff, string options,
    SecretRedactor redactor, TimeProvider clock, Random random)
{
    // Editors and version control write many files in a row.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300), LongestUnrest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(12);

    // Trouble that is still there after so many tries of the same files will not go by itself; a change of them may help.
    private const int MostTries = 8;

    private string? settled, tried;
    private int failures, tries;
    private DateTimeOffset? endedAt;

    /// <summary>Runs until it is cancelled, or for so many cycles. The end of the last cycle, or null when there was none.</summary>
    public async Task<CycleEnd?> RunAsync(int? most, CancellationToken cancellationToken)
    {
        var point = await ledger.RecoverAsync(options, cancellationToken);
        (settled, failures, endedAt) = (point.Settled, point.Failures, point.EndedAt);
        var cutOff = point.CutOff;

        // Where there are times to keep, neither a start nor an end is a reason to look.
        var cause = schedule.OnChange ? "start" : null;
        CycleEnd? last = null;
        for (var done = 0; most is null || done < most;)
        {
            if (cutOff is null)
                cause ??= await WaitAsync(cancellationToken);

            var tree = await work.TreeAsync(cancellationToken);
            if (cutOff is null && tree == settled)
            {
                cause = null;
                continue;
            }

            await HoldBackAsync(cancellationToken);
            // Before the cycle is counted, so that nobody who looks sees one that is over.
            await ledger.WaitAsync(null, cancellationToken);
            var cycle = cutOff is null ? await ledger.BeginAsync(cause!, options, cancellationToken) : cutOff with { Cause = "recovery" };
            last = await CycleAsync(cycle, cutOff is null || point.IsAlike, cancellationToken);
            CountTry(tree, last);
            (cutOff, cause) = (null, schedule.OnChange ? "retry" : null);
            done++;
        }

        return last;
    }

    /// <param name="settles">Whether its end says anything of how this watch tests.</param>
    private async Task<CycleEnd> CycleAsync(WatchCycle cycle, bool settles, CancellationToken cancellationToken)
    {
        viewer.Begun(cycle);
        var end = await WorkAsync(cycle, cancellationToken);
        end = end with { Reason = redactor.Redact(end.Reason), Settled = settles ? end.Settled : null };

        // What happened is written down even when the watch is being stopped.
        await ledger.EndAsync(cycle.Number, end, CancellationToken.None);
        (settled, endedAt) = (end.Settled, clock.GetUtcNow());
        failures = end.HasFailed ? failures + 1 : 0;
        viewer.Ended(cycle, end);
        return end;
    }

    // Whatever a cycle calls its end: files that it leaves unsettled again and again would keep the watch at work for ever.
    private void CountTry(string tree, CycleEnd end)
    {
        (tried, tries) = (tree, tree == tried ? tries + 1 : 1);
        if (end.Settled is null && tries >= MostTries)
            settled = tree;
    }

    private async Task<CycleEnd> WorkAsync(WatchCycle cycle, CancellationToken cancellationToken)
    {
        try
        {
            return await work.RunAsync(cycle, run => ledger.NameRunAsync(cycle.Number, run, CancellationToken.None), cancellationToken);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return CycleEnd.Trouble(trouble.Message);
        }
    }

    private async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        var next = schedule.Next(clock);
        var wait = new WatchWait(schedule.OnChange ? "changes" : "its time", next);
        await ledger.WaitAsync(wait, cancellationToken);
        viewer.Waits(wait);
        if (!schedule.OnChange)
        {
            await PauseAsync(next ?? DateTimeOffset.MaxValue, cancellationToken);
            return "schedule";
        }

        if (!await ChangedBeforeAsync(next, cancellationToken))
            return "schedule";

        await SettleAsync(cancellationToken);
        return "change";
    }

    private async Task<bool> ChangedBeforeAsync(DateTimeOffset? next, CancellationToken cancellationToken)
    {
        if (next is not { } due)
        {
            await changes.WaitAsync(cancellationToken);
            return true;
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var change = changes.WaitAsync(giveUp.Token);
        var time = PauseAsync(due, giveUp.Token);
        var first = await Task.WhenAny(change, time);
        await giveUp.CancelAsync();
        await Task.WhenAny(Task.WhenAll(change, time));
        cancellationToken.ThrowIfCancellationRequested();
        return first == change || change.IsCompletedSuccessfully;
    }

    /// <summary>Waits until nothing changes for a moment, or for as long as it may take at most.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (clock.GetElapsedTime(started) < LongestUnrest)
        {
            if (!await ChangedBeforeAsync(clock.GetUtcNow() + Quiet, cancellationToken))
                return;
        }
    }

    private async Task HoldBackAsync(CancellationToken cancellationToken)
    {
        if (endedAt is not { } end || backoff.After(failures, random) is var pause && end + pause <= clock.GetUtcNow())
            return;

        var wait = new WatchWait($"{failures} failed {(failures == 1 ? "cycle" : "cycles in a row")} to pass", end + pause);
        await ledger.WaitAsync(wait, cancellationToken);
        viewer.Waits(wait);
        await PauseAsync(end + pause, cancellationToken);
    }

    private async Task PauseAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        // A clock that is set, or a machine that slept, shows after one step at the latest.
        while (until - clock.GetUtcNow() is var left && left > TimeSpan.Zero)
            await Task.Delay(left < LongestPause ? left : LongestPause, clock, cancellationToken);
    }
}
