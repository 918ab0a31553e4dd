using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>What the tracer saw: which test ran which lines, and values on the way.</summary>
/// <param name="Run">The results of the traced run, with fuel.</param>
public sealed record TestTrace(
    TestRun Run, IReadOnlyDictionary<TestName, IReadOnlyList<LineSet>> Coverage, IReadOnlyList<Observation> Observations)
{
    /// <summary>The key in <see cref="Coverage"/> of what ran while modules were imported, for no test in particular.</summary>
    public static TestName Importing { get; } = new("<import>");
}

/// <summary>Lines of one file, ascending, counted from 1.</summary>
public sealed record LineSet(RepoPath Path, IReadOnlyList<int> Lines);

/// <summary>A name seen alive in failing tests, in one function.</summary>
/// <param name="FunctionLine">Where the function starts; 1 for module level.</param>
/// <param name="Type">The type's own name: <c>int</c>, <c>list</c>, <c>Invoice</c> …</param>
/// <param name="Samples">Values short enough to write as literals, as source text, most frequent first.</param>
/// <param name="Attributes">Public attributes and methods, for types of the project and common containers.</param>
public sealed record Observation(
    RepoPath Path, string Function, int FunctionLine, string Name, string Type,
    IReadOnlyList<string> Samples, IReadOnlyList<string> Attributes);
