using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>A statement that has its lines to itself, so that lines can be taken, moved and put around it.</summary>
/// <param name="Start">Where its first line starts.</param>
/// <param name="TextEnd">Where the text of its last line ends, trailing comment included.</param>
/// <param name="End">Where the line after it starts.</param>
internal sealed record StatementText(StatementForms Forms, SourceUnit Unit, SyntaxNode Node, int Start, int TextEnd, int End, string Indent)
{
    public string Step => Unit.Layout.Indent;

    public Splice Before(params ReadOnlySpan<string> lines) =>
        new(Node.Start, Node.Start, string.Concat(lines.ToArray().Select(l => l + Unit.Layout.LineEnd + Indent)));

    public Splice After(params ReadOnlySpan<string> lines) => AfterAt(Indent, lines);

    /// <summary>Lines after it, at an indentation of their own.</summary>
    public Splice AfterAt(string indent, params ReadOnlySpan<string> lines) =>
        new(TextEnd, TextEnd, string.Concat(lines.ToArray().Select(l => Unit.Layout.LineEnd + indent + l)));

    /// <summary>Takes its lines away, or leaves what a block may not be without.</summary>
    public Splice Removal()
    {
        if (Forms.Nothing is { } nothing && IsAlone)
            return new Splice(Node.Start, CodeEnd, nothing);

        // The last line of a file without a final line end takes the one before with it.
        return End == TextEnd && Start > 0
            ? new Splice(Unit.LineEnd(Unit.LineAt(Start) - 1), End, "")
            : new Splice(Start, End, "");
    }

    public bool IsAlone => Node.Parent is { Kind: "block" } block && block.NamedChildren.Count(c => c.Kind != "comment") == 1;

    public int CodeEnd => Math.Min(Node.End, TextEnd);

    /// <summary>Its lines as text without the indentation of its first, ready to be put elsewhere.</summary>
    public string[] Lines() => Unindented(Unit.Text(Node.Start, TextEnd), Indent);

    /// <summary>The lines of a text whose first one begins after such an indentation, which the others lose.</summary>
    public static string[] Unindented(string text, string indent)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].TrimEnd('\r');
            if (i > 0 && lines[i].StartsWith(indent, StringComparison.Ordinal))
                lines[i] = lines[i][indent.Length..];
        }

        return lines;
    }

    /// <summary>Texts of several lines inside would change with their indentation.</summary>
    public bool MayMove => Node.StartLine == Node.EndLine || !Node.Descendants.Any(d => Forms.Texts.Contains(d.Kind) && d.StartLine != d.EndLine);

    public bool Declares => Forms.Declaring.Contains(Node.Kind);

    public bool Leaves => Forms.Leaving.Contains(Node.Kind);

    public StatementText? Next => Neighbour(1);

    public StatementText? Previous => Neighbour(-1);

    private StatementText? Neighbour(int step)
    {
        var siblings = Node.Parent!.Value.NamedChildren.Where(c => c.Kind != "comment" && Forms.IsStatement(c)).ToList();
        var at = siblings.IndexOf(Node) + step;
        return at >= 0 && at < siblings.Count ? Forms.Of(Unit, siblings[at]) : null;
    }
}
