namespace Ouroboros.Workspaces.Staging;

/// <summary>How much of what a command wrote is taken for a change of the workspace.</summary>
public sealed record DifferenceLimits
{
    public static DifferenceLimits None { get; } = new() { FileBytes = long.MaxValue, Files = int.MaxValue, TotalBytes = long.MaxValue };

    /// <summary>Of any one file; a larger one is told and left out.</summary>
    public long FileBytes { get; init; } = 2 << 20;

    /// <summary>With more than so many changed files there is no patch: a part of them would be nobody's work.</summary>
    public int Files { get; init; } = 200;

    /// <summary>Of all changed files, as for their number.</summary>
    public long TotalBytes { get; init; } = 16 << 20;
}
