using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph;

/// <summary>Questions about a project's code by name, answered in text.</summary>
public sealed class GraphQuestions(Librarian librarian)
{
    private const int MostNamesakes = 20;
    private const int MostNear = 5;

    /// <summary>Below this, a way is a guess by name alone.</summary>
    private const double Sure = 0.6;

    public GraphAnswer Definitions(string name, CancellationToken cancellationToken) => About(name, "is defined at", (_, s) => [Line(s)], cancellationToken);

    public GraphAnswer References(string name, CancellationToken cancellationToken) =>
        About(name, "is used by", (g, s) => g.ReferencesTo(s).Select(u => $"{u.From.Path}:{u.Line} {Verb(u.Kind)} in {Within(u.From)}{Doubt(u.Weight)}"), cancellationToken);

    public GraphAnswer Callers(string name, int depth, CancellationToken cancellationToken) =>
        About(name, "is called by", (g, s) => g.CallersOf(s, depth).Select(r => Line(r, r.Symbol.Path)), cancellationToken);

    public GraphAnswer Callees(string name, int depth, CancellationToken cancellationToken) =>
        About(name, "calls", (g, s) => g.CalleesOf(s, depth).Select(r => $"{Indent(r)}{Line(r.Symbol)}{Doubt(r.Weight)}"), cancellationToken);

    public GraphAnswer Tests(string name, CancellationToken cancellationToken) =>
        About(name, "is reached by the tests", (g, s) => g.TestsReaching(s).Select(r => $"{r.Symbol.Place} {Within(r.Symbol)}{Doubt(r.Weight)}"), cancellationToken);

    public GraphAnswer Outline(string path, CancellationToken cancellationToken)
    {
        if (!RepoPath.TryParse(path, out var file) || librarian.Outline(file, cancellationToken) is not { } symbols)
            return new GraphAnswer($"'{path}' is no source file of the project that can be read.", Near(path, librarian.Files.Select(f => f.Value)));

        string[] lines = [.. symbols.Definitions.Skip(1).Select(d => $"{d.StartLine}-{d.EndLine} {new string(' ', 2 * DepthOf(symbols, d))}{d.Signature}")];
        return new GraphAnswer($"{file} defines{(symbols.Shortcoming is { } why ? $" (incomplete: {why})" : "")}{(lines.Length == 0 ? " nothing" : "")}:", lines);
    }

    private GraphAnswer About(
        string name, string says, Func<SymbolGraph, Symbol, IEnumerable<string>> ask, CancellationToken cancellationToken)
    {
        var graph = librarian.Graph(cancellationToken);
        var found = graph.DefinitionsOf(name);
        if (found.Count == 0)
            return new GraphAnswer($"Nothing in the project is named '{name}'.", Near(name, graph.Nodes.Select(n => n.Name)));

        if (found.Count == 1)
        {
            string[] lines = [.. ask(graph, found[0])];
            return new GraphAnswer(lines.Length == 0 ? $"{found[0]} {says} nothing that was found." : $"{found[0]} {says}:", lines);
        }

        return new GraphAnswer(
            $"{found.Count} things are named '{name}'{(found.Count > MostNamesakes ? $"; the first {MostNamesakes} are told" : "")}. '{name}' {says}:",
            [.. found.Take(MostNamesakes).SelectMany(s => ask(graph, s).Select(l => found.Count > 1 && says != "is defined at" ? $"{s.Definition.QualifiedName} at {s.Place}: {l.TrimStart()}" : l))]);
    }

    private static string[] Near(string name, IEnumerable<string> names)
    {
        var plain = name[(name.LastIndexOfAny(['.', ':', '/']) + 1)..];
        string[] near = plain.Length < 2 ? [] :
            [.. names.Where(n => n.Length > 1 && (n.Contains(plain, StringComparison.OrdinalIgnoreCase) || (plain.Length > 3 && n.Length > 3 && plain.Contains(n, StringComparison.OrdinalIgnoreCase))))
                .Distinct().OrderBy(n => Math.Abs(n.Length - plain.Length)).ThenBy(n => n, StringComparer.Ordinal).Take(MostNear)];
        return near.Length == 0 ? [] : [$"Did you mean {string.Join(", ", near)}?"];
    }

    private static string Line(Symbol symbol) => symbol.Kind == SymbolKind.File ? symbol.Path.Value : $"{symbol.Place} {symbol.Definition.QualifiedName}: {symbol.Definition.Signature}";

    private static string Line(ReachedSymbol reached, RepoPath path) => $"{Indent(reached)}{path}:{reached.Line} {Within(reached.Symbol)}{Doubt(reached.Weight)}";

    private static string Within(Symbol symbol) => symbol.Kind == SymbolKind.File ? "the file itself" : symbol.Definition.QualifiedName;

    private static string Indent(ReachedSymbol reached) => new(' ', 2 * (reached.Depth - 1));

    private static string Doubt(double weight) => weight < Sure ? " (perhaps: by name only)" : "";

    private static string Verb(EdgeKind kind) => kind switch
    {
        EdgeKind.Calls => "called",
        EdgeKind.Inherits => "inherited",
        EdgeKind.Imports => "imported",
        _ => "mentioned",
    };

    private static int DepthOf(FileSymbols symbols, SymbolDefinition definition)
    {
        var depth = 0;
        for (var within = definition.Within; within > 0; within = symbols.Definitions[within].Within)
            depth++;

        return Math.Min(depth, 10);
    }
}
