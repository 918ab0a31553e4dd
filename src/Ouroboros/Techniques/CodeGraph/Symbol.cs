using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>A node of the graph: a definition and the file it stands in.</summary>
/// <param name="Id">Its place among the nodes of its graph.</param>
public sealed record Symbol(int Id, RepoPath Path, SymbolDefinition Definition)
{
    public SymbolKind Kind => Definition.Kind;

    public string Name => Kind == SymbolKind.File ? Path.Name : Definition.Name;

    /// <summary>Where it stands, for people and models: <c>billing/money.py:4</c>.</summary>
    public string Place => $"{Path}:{Definition.StartLine}";

    public override string ToString() => Kind == SymbolKind.File ? Path.Value : $"{Place} {Definition.QualifiedName}";
}
