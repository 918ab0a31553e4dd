using Ouroboros.Runs;

namespace Ouroboros.Techniques.Watching;

/// <summary>One look at a workspace that was not as it had been left.</summary>
/// <param name="Number">Counts the cycles of a workspace from 1, over every watch.</param>
/// <param name="Cause">start, change, schedule, retry or recovery.</param>
/// <param name="Run">The repair it began, as far as it came; of a cycle that was cut off, the one to go on with.</param>
public sealed record WatchCycle(long Number, string Cause, DateTimeOffset BegunAt, RunId? Run);

/// <summary>How a cycle ended.</summary>
/// <param name="Result">Null when trouble kept it from one, and it is to be tried again.</param>
/// <param name="Settled">Hash of the files that need no look again, or null when there is none: files changed meanwhile, or trouble.</param>
/// <param name="Passed">Tests green before the cycle did anything.</param>
public sealed record CycleEnd(RunResult? Result, string Reason, string? Settled)
{
    public int Passed { get; init; }

    public int Failing { get; init; }

    public double TestSeconds { get; init; }

    public int FilesModified { get; init; }

    /// <summary>Neither green nor waiting for a person: the next cycle is held back.</summary>
    public bool HasFailed => Result is null or RunResult.NotAchieved or RunResult.LimitReached or RunResult.PartMissing;

    public static CycleEnd Trouble(string what) => new(null, what, null);
}

/// <summary>Where the last watch of a workspace stood: what the next one goes on from.</summary>
/// <param name="Settled">Hash of the files that the last cycle left in order.</param>
/// <param name="Failures">Failed cycles in a row.</param>
/// <param name="CutOff">A cycle that never ended, for its process was ended; or null.</param>
public sealed record RecoveryPoint(string? Settled, int Failures, DateTimeOffset? EndedAt, WatchCycle? CutOff)
{
    /// <summary>Whether the cycle that was cut off was told what this watch is told; else what it comes to settles nothing.</summary>
    public bool IsAlike { get; init; } = true;
}

/// <summary>All cycles of a workspace in numbers.</summary>
/// <param name="Mended">Cycles that applied a patch.</param>
/// <param name="Waiting">Cycles that ended with a patch for a person.</param>
/// <param name="Failed">Cycles that found no patch.</param>
/// <param name="Troubled">Cycles that could not be carried out.</param>
/// <param name="AverageTestSeconds">How long the suite took on average.</param>
public sealed record WatchTotals(
    long Cycles, long Green, long Mended, long Waiting, long Failed, long Troubled, double AverageTestSeconds);
