using System.Globalization;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript.Instrumenting;

/// <summary>
/// Holes as they stand in the sources. Around each its value is handed through a call, behind a look at what names hold: it is worked out
/// once and where it stands, so that <c>await</c>, <c>yield</c>, <c>arguments</c> and what is cut short stay what they are.
/// </summary>
internal sealed class Watches(IReadOnlyList<Hole> holes)
{
    private const int MostParts = 6, LongestPart = 60;

    private static readonly HashSet<string> PartKinds = ["call_expression", "member_expression", "subscript_expression", "binary_expression"];

    // In what waits for others, parts of several turns would mix.
    private static readonly HashSet<string> Waiting = ["await_expression", "yield_expression"];

    private readonly WatchedHole[] rows = [.. holes.Select(WatchedHole.Of)];

    /// <summary>As they were found; those that were not have no names.</summary>
    public IReadOnlyList<WatchedHole> Rows => rows;

    public bool Concerns(RepoPath path) => holes.Any(h => h.Path == path);

    /// <summary>What is to be put into a file, by the node that it belongs to.</summary>
    public Action<SyntaxNode, Insertions> In(RepoPath path, SyntaxTree tree)
    {
        var names = new NamesInReach(tree);
        var starts = LineStarts.Of(tree.Source.Span);
        var wanted = holes.Index().Where(h => h.Item.Path == path).ToLookup(h => (Offset(starts, h.Item.Start), Offset(starts, h.Item.End)));
        var parts = new Dictionary<int, List<(int Hole, int Part)>>();
        return (node, texts) =>
        {
            foreach (var (number, hole) in wanted[(node.Start, node.End)].Where(h => rows[h.Index].Names is null && IsAt(node, h.Item)))
                Watch(node, number, hole, names.At(node, hole), parts, texts);

            foreach (var (hole, part) in parts.GetValueOrDefault(node.Index) ?? [])
                texts.Around(node.Start, node.End, string.Create(CultureInfo.InvariantCulture, $"__ouro_p__({hole},{part},"), ")");
        };
    }

    private static bool IsAt(SyntaxNode node, Hole hole) =>
        hole.Kind == HoleKind.Guard
            ? node.Parent?.Kind == "statement_block" && (node.Kind.EndsWith("_statement", StringComparison.Ordinal) || node.Kind.EndsWith("_declaration", StringComparison.Ordinal))
            : hole.Kind != HoleKind.None && node.IsNamed && node.StartLine == node.EndLine && JavaScriptPlaces.IsForValue(node);

    private void Watch(SyntaxNode node, int number, Hole hole, IReadOnlyList<string> names, Dictionary<int, List<(int Hole, int Part)>> parts, Insertions texts)
    {
        var look = string.Create(CultureInfo.InvariantCulture, $"__ouro_w__({number},()=>[{string.Join(',', names.Select(n => $"()=>{n}"))}])");
        if (hole.Kind == HoleKind.Guard)
        {
            rows[number] = rows[number] with { Names = names };
            texts.At(node.Start, $"{look};");
            return;
        }

        texts.Around(node.Start, node.End, $"__ouro_v__({look},", ")");
        SyntaxNode[] inner = [.. PartsOf(node).DistinctBy(p => p.Text).Take(MostParts)];
        foreach (var (i, part) in inner.Index())
        {
            if (!parts.TryGetValue(part.Index, out var row))
                parts[part.Index] = row = [];

            row.Add((number, i));
        }

        rows[number] = rows[number] with { Names = names, Own = Written(node), Parts = [.. inner.Select(Written)], Loosest = JavaScriptBinding.LoosestAt(node) };
    }

    private static IEnumerable<SyntaxNode> PartsOf(SyntaxNode hole) =>
        hole.Descendants.Any(d => Waiting.Contains(d.Kind))
            ? []
            : hole.Descendants.Where(d => PartKinds.Contains(d.Kind) && d.Length <= LongestPart && JavaScriptPlaces.IsForValue(d)
                && !d.Ancestors.TakeWhile(a => a != hole).Any(JavaScriptFunctions.Is));

    private static WatchedText Written(SyntaxNode node) => new(node.Text, JavaScriptBinding.Of(node));

    private static int Offset(int[] starts, (int Line, int Column) place) => place.Line >= 1 && place.Line <= starts.Length ? starts[place.Line - 1] + place.Column : -1;
}
