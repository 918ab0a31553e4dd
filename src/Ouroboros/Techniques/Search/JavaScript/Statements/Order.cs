using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Statements;

/// <summary>Where statements stand, and what follows an <c>if</c>.</summary>
internal static class Order
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
        [.. new Braces.Order(Forms.Braces, Forms.Statements).Rows, new("else-switch", 0.3, ["if_statement", "else_clause"], Else)];

    /// <summary>One choice of several, or questions of their own.</summary>
    private static IEnumerable<Edit> Else(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "else_clause")
        {
            if (node.NamedChildren.LastOrDefault() is { Tree: not null, Kind: "if_statement" } inner && Forms.Lines.Of(site.Unit, node.Parent!.Value) is { } own)
                yield return new Edit(0.8, new Splice(node.Start, inner.Start, site.Layout.LineEnd + own.Indent));
            else if (node.NamedChildren.LastOrDefault() is { Tree: not null, Kind: "statement_block" })
                yield return new Edit(0.4, new Splice(node.Start, node.Start + 4, ""));
        }
        else if (Forms.Lines.Of(site.Unit, node) is { Previous: { Node.Kind: "if_statement" } before } && before.Node.Child("alternative") is null && node.Field != "alternative")
        {
            yield return new Edit(1, new Splice(node.Start, node.Start, "else "));
        }
    }
}
