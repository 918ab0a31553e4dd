using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Braces;

/// <summary>A forgotten <c>else</c>, as languages write it whose blocks stand in braces.</summary>
internal static class Alternatives
{
    public static IReadOnlyList<EditOperator> Rows(
        BraceForms forms, Func<EditSite, FunctionFacts, IEnumerable<(string Text, double Weight)>> leaves, Func<EditSite, FunctionFacts, IEnumerable<string>> refusals,
        IReadOnlyList<string> values) =>
        new Otherwise(forms.Lines, Else, leaves, refusals, values, ";", (own, body) => Written(forms, own, body)).Rows;

    private static SyntaxNode? Else(SyntaxNode question) => Next(Last(question));

    /// <summary>The last of a chain of questions.</summary>
    private static SyntaxNode Last(SyntaxNode question)
    {
        while (Next(question) is { Kind: "if_statement" } next)
            question = next;

        return question;
    }

    private static SyntaxNode? Next(SyntaxNode question) => question.Child("alternative") is { Kind: "else_clause" } clause
        ? clause.NamedChildren.LastOrDefault() is { Tree: not null } held ? held : null
        : question.Child("alternative");

    private static Splice? Written(BraceForms forms, StatementText own, IReadOnlyList<string> body)
    {
        if (Last(own.Node).Child("consequence") is not { } yes)
            return null;

        var line = own.Unit.Layout.LineEnd + own.Indent;
        var gap = own.Unit.Text(own.Unit.LineStart(yes.StartLine), yes.Start).Trim().Length == 0 ? line : " ";
        return yes.Kind == forms.Block ? new Splice(yes.End, yes.End, $"{gap}else{gap}{{{string.Concat(body.Select(l => line + own.Step + l))}{line}}}")
            : body.Count == 1 ? new Splice(yes.End, yes.End, $"{line}else {body[0]}")
            : null;
    }
}
