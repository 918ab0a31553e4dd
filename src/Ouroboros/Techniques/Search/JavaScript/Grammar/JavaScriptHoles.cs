using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

/// <summary>Which expressions of JavaScript and TypeScript may be others.</summary>
internal static class JavaScriptHoles
{
    private static readonly HashSet<string> Fit =
    [
        "identifier", "member_expression", "subscript_expression", "call_expression", "binary_expression", "unary_expression", "ternary_expression", "number", "true",
        "false", "array",
    ];

    private static readonly HashSet<string> Guarded =
        ["expression_statement", "return_statement", "if_statement", "for_statement", "for_in_statement", "while_statement", "lexical_declaration", "variable_declaration"];

    public static HoleKind Of(SyntaxNode node)
    {
        if (Guarded.Contains(node.Kind) && node.Parent?.Kind == "statement_block")
            return node.Ancestors.Any(JavaScriptFunctions.Is) && node.NamedChildren.FirstOrDefault() is not { Tree: not null, Kind: "string" } ? HoleKind.Guard : HoleKind.None;

        if (!Fit.Contains(node.Kind) || node.StartLine != node.EndLine || !Forms.IsFreeValue(node) || !JavaScriptPlaces.IsForValue(node))
            return HoleKind.None;

        return IsTruth(node) ? HoleKind.Condition : HoleKind.Value;
    }

    public static bool IsOperand(SyntaxNode node) => JavaScriptBinding.LoosestAt(node) < JavaScriptBinding.Chosen;

    // What && and || come to may be wanted for more than its truth.
    private static bool IsTruth(SyntaxNode node) => node.Parent is { } parent && parent.Kind switch
    {
        "parenthesized_expression" => parent.Field == "condition" || IsTruth(parent),
        "binary_expression" => Forms.IsJunction(parent) && IsTruth(parent),
        _ => Forms.IsCondition(node),
    };
}
