using Ouroboros.Runs;

namespace Ouroboros.Techniques.Watching;

/// <summary>Keeps the cycles of a workspace. Durable when a task completes: a killed watch goes on from what stands here.</summary>
public interface IWatchLedger
{
    /// <summary>Where the last watch stood, as far as it was told the same.</summary>
    /// <param name="options">How this watch tests; what another one settled is nothing to it.</param>
    Task<RecoveryPoint> RecoverAsync(string options, CancellationToken cancellationToken);

    Task<WatchCycle> BeginAsync(string cause, string options, CancellationToken cancellationToken);

    /// <summary>Notes the repair that a cycle began.</summary>
    Task NameRunAsync(long cycle, RunId run, CancellationToken cancellationToken);

    Task EndAsync(long cycle, CycleEnd end, CancellationToken cancellationToken);

    /// <summary>Says what this process waits for; null while it works.</summary>
    Task WaitAsync(WatchWait? wait, CancellationToken cancellationToken);

    /// <summary>Null where nobody ever watched.</summary>
    Task<WatchStanding?> StandingAsync(CancellationToken cancellationToken);
}

/// <param name="Until">When it looks again at the latest, or null.</param>
public sealed record WatchWait(string For, DateTimeOffset? Until);

/// <summary>What the ledger knows, for people.</summary>
/// <param name="IsAlive">Whether a process watches right now.</param>
/// <param name="Wait">What it waits for; null while it works.</param>
/// <param name="Last">Null before the first cycle, such as of a watch that waits for its time.</param>
public sealed record WatchStanding(bool IsAlive, WatchWait? Wait, WatchTotals Totals, WatchCycle? Last, CycleEnd? LastEnd);
