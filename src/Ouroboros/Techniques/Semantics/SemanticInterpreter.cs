namespace Ouroboros.Techniques.Semantics;

/// <summary>The Python that a project runs on.</summary>
/// <param name="Readable">Directories it needs to see, beside those of the system.</param>
public sealed record SemanticInterpreter(string Executable, IReadOnlyList<string> Readable);
