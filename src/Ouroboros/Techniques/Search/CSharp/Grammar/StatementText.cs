using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>A statement that has its lines to itself, so that lines can be taken, moved and put around it.</summary>
/// <param name="Start">Where its first line starts.</param>
/// <param name="TextEnd">Where the text of its last line ends, trailing comment included.</param>
/// <param name="End">Where the line after it starts.</param>
internal sealed record StatementText(SourceUnit Unit, SyntaxNode Node, int Start, int TextEnd, int End, string Indent)
{
    /// <summary>Null when it shares a line with other code.</summary>
    public static StatementText? Of(SourceUnit unit, SyntaxNode statement)
    {
        if (!Forms.IsStatement(statement) || statement.HasError)
            return null;

        var last = unit.LineAt(Math.Max(statement.Start, statement.End - 1));
        var (start, textEnd) = (unit.LineStart(unit.LineAt(statement.Start)), unit.LineEnd(last));
        var indent = unit.Text(start, statement.Start).TrimStart('\uFEFF');
        var tail = unit.Text(statement.End, Math.Max(statement.End, textEnd)).Trim();
        return indent.AsSpan().IndexOfAnyExcept(' ', '\t') < 0 && (tail is "" or ";" || tail.StartsWith("//", StringComparison.Ordinal))
            ? new StatementText(unit, statement, start, textEnd, unit.NextLineStart(last), indent)
            : null;
    }

    public string Step => Unit.Layout.Indent;

    public Splice Before(params ReadOnlySpan<string> lines) =>
        new(Node.Start, Node.Start, string.Concat(lines.ToArray().Select(l => l + Unit.Layout.LineEnd + Indent)));

    public Splice After(params ReadOnlySpan<string> lines) => AfterAt(Indent, lines);

    /// <summary>Lines after it, at an indentation of their own.</summary>
    public Splice AfterAt(string indent, params ReadOnlySpan<string> lines) =>
        new(TextEnd, TextEnd, string.Concat(lines.ToArray().Select(l => Unit.Layout.LineEnd + indent + l)));

    /// <summary>Takes its lines away.</summary>
    public Splice Removal() => End == TextEnd && Start > 0 ? new Splice(Unit.LineEnd(Unit.LineAt(Start) - 1), End, "") : new Splice(Start, End, "");

    /// <summary>Its lines as text without the indentation of its first, ready to be put elsewhere.</summary>
    public string[] Lines()
    {
        var lines = Unit.Text(Node.Start, TextEnd).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].TrimEnd('\r');
            if (i > 0 && lines[i].StartsWith(Indent, StringComparison.Ordinal))
                lines[i] = lines[i][Indent.Length..];
        }

        return lines;
    }

    /// <summary>Texts of several lines would change with their indentation.</summary>
    public bool MayMove => Node.StartLine == Node.EndLine || !Node.Descendants.Any(d => d.Kind is "verbatim_string_literal" or "raw_string_literal" && d.StartLine != d.EndLine);

    public bool Declares => Node.Kind is "local_declaration_statement" or "local_function_statement";

    public bool Leaves => Node.Kind is "return_statement" or "throw_statement" or "break_statement" or "continue_statement";

    public StatementText? Next => Neighbour(1);

    public StatementText? Previous => Neighbour(-1);

    private StatementText? Neighbour(int step)
    {
        var siblings = Node.Parent!.Value.NamedChildren.Where(c => c.Kind != "comment" && Forms.IsStatement(c)).ToList();
        var at = siblings.IndexOf(Node) + step;
        return at >= 0 && at < siblings.Count ? Of(Unit, siblings[at]) : null;
    }
}
