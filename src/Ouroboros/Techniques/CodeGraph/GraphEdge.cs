namespace Ouroboros.Techniques.CodeGraph;

public enum EdgeKind
{
    Contains,

    /// <summary>Of a file: another file, or what it names of one.</summary>
    Imports,
    Calls,
    Inherits,
    References,
}

/// <summary>That one node has to do with another.</summary>
/// <param name="Weight">How sure that is, up to 1: a name that may mean several things has an edge to each.</param>
/// <param name="Line">Where in the file of <paramref name="From"/>.</param>
public readonly record struct GraphEdge(int From, int To, EdgeKind Kind, double Weight, int Line);
