using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Context;

/// <summary>What a piece of work is about, as far as it is known before the code is read.</summary>
public sealed record ContextFocus
{
    /// <summary>Lines under suspicion; their scores weigh them.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>What failed: stacks say where, messages name things.</summary>
    public IReadOnlyList<TestFailure> Failures { get; init; } = [];

    /// <summary>Files that are being worked on.</summary>
    public IReadOnlyList<RepoPath> Files { get; init; } = [];

    /// <summary>The goal, in words.</summary>
    public string Goal { get; init; } = "";
}
