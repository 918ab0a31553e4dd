using Ouroboros.Runs;

namespace Ouroboros.Stages.Goals;

/// <summary>What a run shall achieve in one workspace. Each capability derives its own.</summary>
/// <param name="Workspace">Absolute path of the workspace root.</param>
public abstract record Goal(string Workspace)
{
    public required RunId Run { get; init; }

    public required long Seed { get; init; }

    public required Limits Limits { get; init; }
}
