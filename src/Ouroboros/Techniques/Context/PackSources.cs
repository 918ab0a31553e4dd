using System.Text;
using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Context;

/// <summary>A file's lines and what its bytes hash to.</summary>
internal sealed record PackSource(ContentHash Hash, string[] Lines);

/// <summary>Reads the files of a pack once each, and knows how far what they define reaches.</summary>
internal sealed class PackSources(SymbolGraph graph, Func<RepoPath, byte[]?> read)
{
    private readonly Dictionary<RepoPath, PackSource?> known = [];

    public PackSource? Of(RepoPath path)
    {
        if (!known.TryGetValue(path, out var source))
            known[path] = source = Read(path);

        return source;
    }

    /// <summary>A class counts only to its first member that has a body of its own: the members are ranked for themselves.</summary>
    public int EndOf(Symbol symbol)
    {
        if (symbol.Kind != SymbolKind.Class)
            return symbol.Definition.EndLine;

        var next = symbol.Id + 1;
        return next < graph.Nodes.Count && graph.Nodes[next].Path == symbol.Path && graph.Nodes[next].Definition.StartLine <= symbol.Definition.EndLine
            ? Math.Max(symbol.Definition.StartLine, graph.Nodes[next].Definition.StartLine - 1)
            : symbol.Definition.EndLine;
    }

    private PackSource? Read(RepoPath path)
    {
        if (read(path) is not { } bytes)
            return null;

        var text = Encoding.UTF8.GetString(SourceText.ToUtf8(bytes).Span).TrimStart('\uFEFF');
        string[] lines = [.. text.Split('\n').Select(l => l.TrimEnd('\r'))];
        return new PackSource(ContentHash.Of(bytes), lines is [.. var some, ""] ? some : lines);
    }
}
