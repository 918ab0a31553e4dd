using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>What tells projects of one kind by the names of files alone, none of them read.</summary>
/// <param name="Kind">For people: <c>Python</c>.</param>
/// <param name="Declares">Whether a file of this name makes its directory a project.</param>
/// <param name="HoldsTests">Whether a file holds tests, or names those that do.</param>
public sealed record ProjectMarks(string Kind, Func<string, bool> Declares, Func<RepoPath, bool> HoldsTests)
{
    /// <summary>
    /// Whether a file of this name makes its directory a part of a project. Where nothing above declares that project, it is the
    /// directory in which its tests and what they test lie side by side.
    /// </summary>
    public Func<string, bool> IsPart { get; init; } = _ => false;
}
