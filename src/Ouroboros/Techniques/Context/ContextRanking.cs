using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;

namespace Ouroboros.Techniques.Context;

/// <summary>A definition and how much it has to do with the work. The ranks of all nodes of the graph sum to 1.</summary>
public sealed record RankedSymbol(Symbol Symbol, double Rank);

/// <summary>Orders a project's definitions by how much they have to do with a focus: a walker starts there and follows what code mentions.</summary>
public static class ContextRanking
{
    // The factors of aider's map of a repository, which stood their test there.
    private const double Mentioned = 10, Telling = 10, Private = 0.1, Common = 0.1, FromFocus = 50;
    private const int CommonFiles = 5;

    // What merely stands side by side leads from one to the other now and then.
    private const double Inwards = 0.1, Outwards = 0.2;

    public static IReadOnlyList<RankedSymbol> Rank(SymbolGraph graph, ContextFocus focus, CancellationToken cancellationToken)
    {
        var weights = new FocusWeights(graph, focus);
        var whole = weights.Home.Sum();

        // Where the walker sets out counts by itself: else what merely contains it, and leads back, would stand before it.
        var ranks = PageRank.Of(weights.Home, Edges(graph, weights), cancellationToken).Ranks;
        return [.. graph.Nodes.Where(n => n.Kind != SymbolKind.File).Select(n => new RankedSymbol(n, (ranks[n.Id] + (weights.Home[n.Id] / whole)) / 2))
            .OrderByDescending(r => Math.Round(r.Rank, 12)).ThenBy(r => r.Symbol.Path).ThenBy(r => r.Symbol.Definition.StartLine).ThenBy(r => r.Symbol.Id)];
    }

    private static List<WalkEdge> Edges(SymbolGraph graph, FocusWeights focus)
    {
        var bearers = graph.Nodes.Where(n => n.Kind != SymbolKind.File).GroupBy(n => n.Name)
            .ToDictionary(g => g.Key, g => g.Select(n => n.Path).Distinct().Count());
        var edges = new List<WalkEdge>();
        foreach (var group in graph.Edges.GroupBy(e => (e.From, e.To, IsContained: e.Kind == EdgeKind.Contains)))
        {
            var (from, to) = (graph.Nodes[group.Key.From], graph.Nodes[group.Key.To]);
            if (group.Key.IsContained)
            {
                edges.Add(new WalkEdge(from.Id, to.Id, Inwards));
                edges.Add(new WalkEdge(to.Id, from.Id, Outwards));
                continue;
            }

            // Who says a name often means it, but not ten times as much as who says it ten times less.
            var weight = Math.Sqrt(group.Count()) * group.Max(e => e.Weight) * FactorOf(to, focus, bearers);
            edges.Add(new WalkEdge(from.Id, to.Id, focus.Files.Contains(from.Path) ? weight * FromFocus : weight));
        }

        return edges;
    }

    private static double FactorOf(Symbol to, FocusWeights focus, Dictionary<string, int> bearers)
    {
        if (to.Kind == SymbolKind.File)
            return Inwards;

        var factor = focus.Mentioned.Contains(to.Name) ? Mentioned : 1;
        factor *= FocusWords.IsTelling(to.Name) ? Telling : 1;
        factor *= to.Name.StartsWith('_') || to.Name.StartsWith('#') ? Private : 1;
        return factor * (bearers.GetValueOrDefault(to.Name) > CommonFiles ? Common : 1);
    }
}
