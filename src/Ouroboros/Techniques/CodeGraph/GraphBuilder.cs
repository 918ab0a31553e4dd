using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>Joins the symbols of files into a graph.</summary>
internal sealed class GraphBuilder
{
    // Some gigabytes of memory at the most; ten times what the largest projects known need.
    private const int MostEdges = 5_000_000;

    private readonly List<Symbol> nodes = [];
    private readonly List<GraphEdge> edges = [];
    private readonly List<FileNames> files = [];
    private readonly NameResolution names;

    public GraphBuilder(IReadOnlyList<(RepoPath Path, FileSymbols Symbols)> read)
    {
        var modules = new ModuleIndex([.. read.Select(r => r.Path)], [.. read.Select(r => r.Symbols)]);
        foreach (var (path, symbols) in read)
        {
            Symbol[] own = [.. symbols.Definitions.Select((d, i) => new Symbol(nodes.Count + i, path, d))];
            nodes.AddRange(own);
            files.Add(new FileNames(files.Count, symbols, own, modules));
        }

        names = new NameResolution(files);
    }

    public SymbolGraph Build(IReadOnlyList<KeyValuePair<RepoPath, string>> shortcomings, CancellationToken cancellationToken)
    {
        for (var file = 0; file < files.Count; file++)
            JoinBases(file);

        for (var file = 0; file < files.Count; file++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            JoinContents(files[file]);
            JoinImports(file);
            JoinReferences(file);
        }

        return new SymbolGraph(nodes, [.. edges.Distinct()]) { Shortcomings = shortcomings };
    }

    private void JoinContents(FileNames file)
    {
        foreach (var node in file.Nodes.Skip(1))
            Add(file.Nodes[node.Definition.Within], node, EdgeKind.Contains, 1, node.Definition.StartLine);
    }

    private void JoinImports(int file)
    {
        var here = files[file];
        foreach (var (import, targets) in here.Imports)
        {
            foreach (var target in targets)
            {
                Add(here.Nodes[0], files[target].Nodes[0], EdgeKind.Imports, 1.0 / targets.Length, import.Line);
                if (import.Name is "" or "*")
                    continue;

                foreach (var named in names.Exported(target, import.Name).Where(n => n.Kind != SymbolKind.File).Take(10))
                    Add(here.Nodes[0], named, EdgeKind.Imports, 1, import.Line);
            }
        }
    }

    private void JoinBases(int file)
    {
        foreach (var reference in files[file].Symbols.References.Where(r => r.Kind == ReferenceKind.Inherit))
        {
            var type = files[file].Nodes[reference.Within];
            foreach (var (basis, weight) in names.Of(file, reference).Where(m => m.Symbol.Kind == SymbolKind.Class && m.Symbol.Id != type.Id))
            {
                names.NoteBase(type, basis);
                Add(type, basis, EdgeKind.Inherits, weight, reference.Line);
            }
        }
    }

    private void JoinReferences(int file)
    {
        foreach (var reference in files[file].Symbols.References.Where(r => r.Kind != ReferenceKind.Inherit))
        {
            var from = files[file].Nodes[reference.Within];
            foreach (var (to, weight) in names.Of(file, reference).Where(m => m.Symbol.Id != from.Id))
                Join(from, to, weight, reference);
        }
    }

    private void Join(Symbol from, Symbol to, double weight, SymbolReference reference)
    {
        var isCall = to.Kind != SymbolKind.File && (reference.Kind == ReferenceKind.Call || to.Definition.IsProperty);
        Add(from, to, isCall ? EdgeKind.Calls : EdgeKind.References, weight, reference.Line);
        if (!isCall || to.Kind != SymbolKind.Class)
            return;

        // Who makes an object calls what sets it up.
        for (var i = to.Id + 1; i < nodes.Count && nodes[i].Path == to.Path && nodes[i].Definition.StartLine <= to.Definition.EndLine; i++)
        {
            if (IsConstructor(nodes[i], to) && nodes[i].Id != from.Id)
                Add(from, nodes[i], EdgeKind.Calls, weight, reference.Line);
        }
    }

    private static bool IsConstructor(Symbol member, Symbol type) =>
        member.Kind == SymbolKind.Method && (member.Name is "__init__" or "constructor" || member.Name == type.Name)
        && member.Definition.QualifiedName == $"{type.Definition.QualifiedName}.{member.Name}";

    private void Add(Symbol from, Symbol to, EdgeKind kind, double weight, int line)
    {
        if (edges.Count < MostEdges)
            edges.Add(new GraphEdge(from.Id, to.Id, kind, weight, line));
    }
}
