namespace Ouroboros.Runs;

/// <summary>What a run was asked to do, complete enough to do it again.</summary>
/// <param name="Capability">The word after <c>ouro</c>: repair, refactor …</param>
/// <param name="Description">One line for people.</param>
/// <param name="Workspace">Absolute path of the workspace root.</param>
/// <param name="Seed">Feeds every random choice of the run.</param>
/// <param name="OptionsJson">The capability's own options, as it wrote them.</param>
public sealed record RunRequest(
    string Capability, string Description, string Workspace, long Seed, string OptionsJson, Limits Limits);

/// <summary>A run as the journal knows it.</summary>
public sealed record Run(
    RunId Id, RunRequest Request, RunState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, RunEnding? Ending);

public enum RunState
{
    /// <summary>Its process is alive.</summary>
    Working,

    /// <summary>Its process is gone without having ended it; <c>ouro resume</c> goes on.</summary>
    Interrupted,

    Ended,
}

/// <summary>How a run ended, from recorded effects alone.</summary>
public sealed record RunEnding(RunResult Result, string Reason, int FilesModified);

/// <summary>Each result maps to one exit code of the command.</summary>
public enum RunResult
{
    Achieved = 0,
    NotAchieved = 1,
    LimitReached = 2,
    NeedsHuman = 3,
    Misused = 64,
    PartMissing = 69,
    Interrupted = 130,
}
