using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search;

/// <summary>A place that expressions are thought of for.</summary>
internal readonly record struct OpenHole(Spot Spot, SyntaxNode Node, Hole Hole)
{
    /// <summary>For a guard: the ways to leave, counted as the table tells them, that turned a failing test green; null where that is not known.</summary>
    public IReadOnlyList<int>? Ways { get; init; }

    /// <summary>Whether it is known what it must yield.</summary>
    public bool IsTold => Hole.Wish is not null;
}

/// <summary>Chooses the expressions worth thinking about: those on the most suspicious lines, outer ones before what they consist of.</summary>
internal static class Holes
{
    private const int MostHoles = 40, MostOfLine = 7, MostLiterals = 8, MostConstants = 8;

    public static IReadOnlyList<OpenHole> Of(IReadOnlyList<Spot> spots)
    {
        var found = new List<OpenHole>();
        foreach (var spot in spots)
        {
            if (OperatorTables.For(spot.Unit.Tree.Language)?.Hole is not { } kindOf)
                continue;

            var (from, to) = spot.Unit.NodesOn(spot.Line);
            var nodes = Enumerable.Range(from, to - from).Select(i => new SyntaxNode(spot.Unit.Tree, i));
            found.AddRange(nodes.Select(n => (Node: n, Kind: kindOf(n))).Where(h => h.Kind != HoleKind.None).DistinctBy(h => (h.Node.Start, h.Node.End, h.Kind)).Take(MostOfLine)
                .Select(h => new OpenHole(spot, h.Node, HoleAt(spot, h.Node, h.Kind))));
            if (found.Count >= MostHoles)
                return found[..MostHoles];
        }

        return found;
    }

    private static Hole HoleAt(Spot spot, SyntaxNode node, HoleKind kind)
    {
        var unit = spot.Unit;
        var around = unit.Facts.FunctionAt(node.Start);
        var near = around?.Scope.Where(n => n.Lines.Any(l => Math.Abs(l - spot.Line) <= 3)).Select(n => n.Name) ?? [];
        var constants = unit.Facts.ModuleScope.Where(n => n.Kind is NameKind.Constant or NameKind.Local).Select(n => n.Name).Take(MostConstants);
        var literals = unit.Facts.Numbers.Concat(unit.Facts.Strings).Where(l => !unit.Surroundings.TestLiterals.Contains(l) && l.Length < 30).Take(MostLiterals);
        return new Hole(unit.Path, Place(unit, node.Start), Place(unit, node.End), kind, [.. constants], [.. literals], [.. near]);
    }

    private static (int Line, int Column) Place(SourceUnit unit, int offset)
    {
        var line = unit.LineAt(offset);
        return (line, offset - unit.LineStart(line));
    }
}
