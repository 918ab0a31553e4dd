using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>A place that uses a symbol.</summary>
public sealed record SymbolUse(Symbol From, int Line, EdgeKind Kind, double Weight);

/// <summary>A symbol found by following edges.</summary>
/// <param name="Depth">Over how many edges.</param>
/// <param name="Line">Of the edge that led to it, in the file of whichever end it starts from.</param>
/// <param name="Weight">How sure the way is, up to 1.</param>
public sealed record ReachedSymbol(Symbol Symbol, int Depth, int Line, double Weight);

/// <summary>
/// What a project defines and how it hangs together, as far as names tell. Made by <see cref="Librarian"/>; immutable. Answers come
/// in the order of depth, path and line.
/// </summary>
public sealed class SymbolGraph
{
    private const int DeepestQuery = 3;
    private const int DeepestTest = 8;
    private const int MostReached = 20_000;

    private readonly ILookup<int, GraphEdge> outgoing;
    private readonly ILookup<int, GraphEdge> incoming;
    private readonly ILookup<string, Symbol> byName;
    private readonly ILookup<RepoPath, Symbol> byPath;

    internal SymbolGraph(IReadOnlyList<Symbol> nodes, IReadOnlyList<GraphEdge> edges)
    {
        (Nodes, Edges) = (nodes, edges);
        outgoing = edges.ToLookup(e => e.From);
        incoming = edges.ToLookup(e => e.To);
        byName = nodes.ToLookup(n => n.Name);
        byPath = nodes.ToLookup(n => n.Path);
    }

    /// <summary>By their ids.</summary>
    public IReadOnlyList<Symbol> Nodes { get; }

    public IReadOnlyList<GraphEdge> Edges { get; }

    /// <summary>Files that were not, or not wholly, read, and why.</summary>
    public IReadOnlyList<KeyValuePair<RepoPath, string>> Shortcomings { get; init; } = [];

    /// <summary>By a plain name, a qualified one or its end (<c>Invoice.total</c>), or one with its file (<c>billing/invoice.py:Invoice.total</c>).</summary>
    public IReadOnlyList<Symbol> DefinitionsOf(string name)
    {
        var colon = name.LastIndexOf(':');
        var (path, wanted) = colon < 0 ? ("", name) : (name[..colon].TrimEnd(':'), name[(colon + 1)..]);
        if (RepoPath.TryParse(name, out var file) && byPath[file].FirstOrDefault() is { } whole)
            return [whole];

        var found = byName[wanted[(wanted.LastIndexOf('.') + 1)..]].Where(n => n.Kind != SymbolKind.File);
        return [.. found.Where(n => IsNamed(n, wanted) && (path.Length == 0 || IsAt(n.Path.Value, path))).OrderBy(n => n.Path).ThenBy(n => n.Definition.StartLine)];
    }

    /// <summary>What a file defines, the file itself first; nothing where the graph does not know it.</summary>
    public IEnumerable<Symbol> In(RepoPath path) => byPath[path];

    /// <summary>The innermost definition around a line, or the file itself; null where the graph does not know the file.</summary>
    public Symbol? At(RepoPath path, int line) =>
        byPath[path].LastOrDefault(n => n.Kind == SymbolKind.File || (n.Definition.StartLine <= line && line <= n.Definition.EndLine));

    public IReadOnlyList<SymbolUse> ReferencesTo(Symbol symbol) =>
        [.. incoming[symbol.Id].Where(e => e.Kind != EdgeKind.Contains).Select(e => new SymbolUse(Nodes[e.From], e.Line, e.Kind, e.Weight))
            .OrderBy(u => u.From.Path).ThenBy(u => u.Line).ThenBy(u => u.Kind)];

    /// <param name="depth">1 to 3: callers of callers of callers.</param>
    public IReadOnlyList<ReachedSymbol> CallersOf(Symbol symbol, int depth) =>
        Reach(symbol, Math.Clamp(depth, 1, DeepestQuery), id => incoming[id].Where(e => e.Kind == EdgeKind.Calls), e => e.From);

    /// <param name="depth">1 to 3.</param>
    public IReadOnlyList<ReachedSymbol> CalleesOf(Symbol symbol, int depth) =>
        Reach(symbol, Math.Clamp(depth, 1, DeepestQuery), id => outgoing[id].Where(e => e.Kind == EdgeKind.Calls), e => e.To);

    /// <summary>Tests from which a way of calls, mentions and inheritance leads to a symbol, the nearest first.</summary>
    public IReadOnlyList<ReachedSymbol> TestsReaching(Symbol symbol) =>
        [.. Reach(symbol, DeepestTest, id => incoming[id].Where(e => e.Kind is EdgeKind.Calls or EdgeKind.References or EdgeKind.Inherits), e => e.From)
            .Where(r => IsTest(r.Symbol))];

    public IEnumerable<GraphEdge> From(Symbol symbol) => outgoing[symbol.Id];

    public IEnumerable<GraphEdge> To(Symbol symbol) => incoming[symbol.Id];

    /// <summary>A test; or a file of tests, whose own statements test.</summary>
    public static bool IsTest(Symbol symbol) => (symbol.Kind == SymbolKind.File || symbol.Definition.IsTest) && GuardedFiles.IsTest(symbol.Path);

    private List<ReachedSymbol> Reach(Symbol start, int depth, Func<int, IEnumerable<GraphEdge>> edges, Func<GraphEdge, int> end)
    {
        var seen = new HashSet<int> { start.Id };
        var reached = new List<ReachedSymbol>();
        var level = new List<ReachedSymbol> { new(start, 0, 0, 1) };
        for (var at = 1; at <= depth && level.Count > 0 && reached.Count < MostReached; at++)
        {
            level = [.. level.SelectMany(from => edges(from.Symbol.Id).Select(e => new ReachedSymbol(Nodes[end(e)], at, e.Line, e.Weight * from.Weight)))
                .OrderByDescending(r => r.Weight).ThenBy(r => r.Line).Where(r => seen.Add(r.Symbol.Id))
                .OrderBy(r => r.Symbol.Path).ThenBy(r => r.Symbol.Definition.StartLine).ThenBy(r => r.Symbol.Id)];
            reached.AddRange(level);
        }

        return reached;
    }

    private static bool IsNamed(Symbol node, string wanted) =>
        node.Definition.QualifiedName == wanted || node.Definition.QualifiedName.EndsWith($".{wanted}", StringComparison.Ordinal);

    private static bool IsAt(string path, string wanted) => path == wanted || path.EndsWith($"/{wanted}", StringComparison.Ordinal);
}
