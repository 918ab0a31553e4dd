using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What a language's statements look like, as far as their lines are taken, moved and put around them.</summary>
/// <param name="IsTail">Whether a text may stand behind a statement on its line: nothing, a terminator, a comment.</param>
/// <param name="Texts">Kinds of texts that may go over several lines and would change with their indentation.</param>
internal sealed record StatementForms(
    Func<SyntaxNode, bool> IsStatement, Func<string, bool> IsTail, IReadOnlyList<string> Texts)
{
    /// <summary>What stands where a block would be empty; null where it may be.</summary>
    public string? Nothing { get; init; }

    /// <summary>Kinds that others may need further down.</summary>
    public IReadOnlyList<string> Declaring { get; init; } = [];

    public IReadOnlyList<string> Leaving { get; init; } = [];

    /// <summary>Null when the statement shares a line with other code.</summary>
    public StatementText? Of(SourceUnit unit, SyntaxNode statement)
    {
        if (!IsStatement(statement) || statement.HasError)
            return null;

        var end = statement.End;
        while (end > statement.Start && unit.Bytes[end - 1] is (byte)'\n' or (byte)'\r' or (byte)' ' or (byte)'\t')
            end--;

        var last = unit.LineAt(Math.Max(statement.Start, end - 1));
        var (start, textEnd) = (unit.LineStart(unit.LineAt(statement.Start)), unit.LineEnd(last));
        var indent = unit.Text(start, statement.Start).TrimStart('\uFEFF');
        var tail = unit.Text(end, Math.Max(end, textEnd)).Trim();
        return indent.AsSpan().IndexOfAnyExcept(' ', '\t') < 0 && IsTail(tail)
            ? new StatementText(this, unit, statement, start, textEnd, unit.NextLineStart(last), indent)
            : null;
    }
}
