using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

/// <summary>Where statements stand, and what follows an <c>if</c>.</summary>
internal static class Order
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
        [.. new Braces.Order(Forms.Braces, Forms.Statements).Rows, new("else-switch", 0.3, ["if_statement"], Else)];

    /// <summary>One choice of several, or questions of their own.</summary>
    private static IEnumerable<Edit> Else(EditSite site)
    {
        var node = site.Node;
        if (node.Child("alternative") is { } other && node.Child("consequence") is { } first && Forms.Lines.Of(site.Unit, node) is { } own)
            yield return new Edit(other.Kind == "if_statement" ? 0.8 : 0.4, new Splice(first.End, other.Start, site.Layout.LineEnd + own.Indent));

        if (Forms.Lines.Of(site.Unit, node) is { Previous: { Node.Kind: "if_statement" } before } && before.Node.Child("alternative") is null && node.Field != "alternative")
        {
            yield return new Edit(1, new Splice(node.Start, node.Start, "else "));
        }
    }
}
