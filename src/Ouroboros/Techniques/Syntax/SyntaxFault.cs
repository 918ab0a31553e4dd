namespace Ouroboros.Techniques.Syntax;

/// <summary>
/// One place where the text is not of its language. Start and length are the bytes the parser could not place; line and
/// column, which count from 1, are where to look. Columns count characters.
/// </summary>
/// <param name="Missing">What the parser had to invent, or null where it skipped text instead.</param>
/// <param name="Excerpt">The line, or the part of a long line around the column.</param>
public sealed record SyntaxFault(int Start, int Length, int Line, int Column, string? Missing, string Excerpt)
{
    /// <summary>Points at the column when printed under the excerpt: tabs stand where the excerpt has them.</summary>
    public string Caret { get; init; } = "^";

    public int End => Start + Length;

    /// <summary>What is wrong, where the parser knows better than that text is missing or unexpected.</summary>
    public string? Says { get; init; }

    public string Summary => Says ?? (Missing is null ? "unexpected text" : $"'{Missing}' is missing");

    /// <summary>Faults without those that stand within another: what a person wants to see first.</summary>
    public static IEnumerable<SyntaxFault> Outermost(IEnumerable<SyntaxFault> faults)
    {
        var covered = -1;
        foreach (var fault in faults)
        {
            if (fault.Start < covered)
                continue;

            covered = fault.End;
            yield return fault;
        }
    }
}
