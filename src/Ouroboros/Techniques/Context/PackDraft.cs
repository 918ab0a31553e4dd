using System.Globalization;
using System.Text;
using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Context;

/// <summary>What a pack might hold. Cheap to change, and written out to be measured.</summary>
internal sealed record PackDraft(PackSources Sources)
{
    private const int LongestLine = 400;

    public IReadOnlyList<Symbol> Bodies { get; init; } = [];

    /// <summary>Definitions of which only so many lines are shown.</summary>
    public IReadOnlyList<(Symbol Symbol, int Lines)> Cuts { get; init; } = [];

    public IReadOnlyList<Symbol> Signatures { get; init; } = [];

    public IReadOnlyList<RepoPath> Names { get; init; } = [];

    public (string Text, IReadOnlyList<ContextPiece> Pieces) Write()
    {
        var pieces = new List<ContextPiece>();
        var parts = new List<string>();
        Symbol[] all = [.. Bodies, .. Cuts.Where(c => c.Lines > 0).Select(c => c.Symbol), .. Signatures];
        foreach (var path in all.Select(s => s.Path).Distinct())
        {
            if (Write(path, all, pieces) is { } part)
                parts.Add(part);
        }

        if (Names.Count > 0)
        {
            parts.Add(DataFence.Around("names of further files", string.Join('\n', Names.Select(n => n.Value))));
            pieces.AddRange(Names.Select(n => new ContextPiece(n, 0, 0, PieceForm.Name)));
        }

        return (string.Join("\n\n", parts), pieces);
    }

    private string? Write(RepoPath path, Symbol[] all, List<ContextPiece> pieces)
    {
        if (Sources.Of(path) is not { } source)
            return null;

        var shown = new SortedDictionary<int, string>();
        foreach (var symbol in Bodies.Where(s => s.Path == path))
            Show(symbol, int.MaxValue, PieceForm.Body, source, shown, pieces);

        foreach (var (symbol, lines) in Cuts.Where(c => c.Symbol.Path == path))
            Show(symbol, lines, PieceForm.Cut, source, shown, pieces);

        foreach (var symbol in all.Where(s => s.Path == path && !shown.ContainsKey(s.Definition.StartLine)).ToArray())
        {
            shown[symbol.Definition.StartLine] = symbol.Definition.Signature;
            pieces.Add(new ContextPiece(path, symbol.Definition.StartLine, symbol.Definition.StartLine, PieceForm.Signature));
        }

        return DataFence.Around($"{path} sha256:{source.Hash.Short}, lines {Ranges(shown.Keys)} of {source.Lines.Length}", Numbered(shown));
    }

    private void Show(Symbol symbol, int most, PieceForm form, PackSource source, SortedDictionary<int, string> shown, List<ContextPiece> pieces)
    {
        var start = symbol.Definition.StartLine;
        var end = (int)Math.Min(Sources.EndOf(symbol), Math.Min(source.Lines.Length, (long)start + most - 1));
        for (var line = start; line <= end; line++)
            shown.TryAdd(line, source.Lines[line - 1]);

        if (end >= start)
            pieces.Add(new ContextPiece(symbol.Path, start, end, form));
    }

    private static string Numbered(SortedDictionary<int, string> shown)
    {
        var text = new StringBuilder();
        var last = 0;
        foreach (var (line, content) in shown)
        {
            if (line != last + 1)
                text.Append("    …\n");

            text.Append(CultureInfo.InvariantCulture, $"{line,4} | ").Append(content.Length <= LongestLine ? content : $"{content[..LongestLine]}…").Append('\n');
            last = line;
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>For people: <c>1-8, 20, 31-40</c>.</summary>
    private static string Ranges(IEnumerable<int> lines)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var line in lines)
        {
            if (ranges.Count > 0 && ranges[^1].To == line - 1)
                ranges[^1] = (ranges[^1].From, line);
            else
                ranges.Add((line, line));
        }

        var told = ranges.Take(20).Select(r => r.From == r.To ? $"{r.From}" : $"{r.From}-{r.To}");
        return string.Join(", ", told) + (ranges.Count > 20 ? ", …" : "");
    }
}
