using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Syntax;

/// <summary>What counts as a function in JavaScript's and TypeScript's grammars, and by which name people know it.</summary>
public static class JavaScriptFunctions
{
    private static readonly HashSet<string> Kinds =
    [
        "function_declaration", "function_expression", "generator_function_declaration", "generator_function", "arrow_function",
        "method_definition",
    ];

    public static bool Is(SyntaxNode node) => node.IsNamed && Kinds.Contains(node.Kind) && node.Child("body") is not null;

    public static bool IsJavaScript(Language language) => language is Language.JavaScript or Language.TypeScript or Language.Tsx;

    public static bool IsTyped(RepoPath path) => Languages.OfExtension(path.Extension) is Language.TypeScript or Language.Tsx;

    /// <summary>Its own name, else that of what it is first given to: a variable, a property, a field; else empty.</summary>
    public static string NameOf(SyntaxNode function)
    {
        if (function.Child("name") is { } own)
            return own.Text;

        return function.Parent is not { } holder ? "" : holder.Kind switch
        {
            "variable_declarator" when holder.Child("name") is { Kind: "identifier" } name => name.Text,
            "assignment_expression" when holder.Child("left") is { } left => left.Kind == "member_expression" ? left.Child("property")?.Text ?? "" : left.Text,
            "pair" when holder.Child("key") is { } key => key.Text.Trim('"', '\''),
            "field_definition" or "public_field_definition" => (holder.Child("property") ?? holder.Child("name"))?.Text ?? "",
            _ => "",
        };
    }

    /// <summary>The names that a parameter list, or any pattern, binds.</summary>
    public static IEnumerable<SyntaxNode> BoundIn(SyntaxNode pattern)
    {
        var open = new Stack<SyntaxNode>([pattern]);
        while (open.TryPop(out var node))
        {
            switch (node.Kind)
            {
                case "identifier" or "shorthand_property_identifier_pattern":
                    yield return node;
                    break;
                case "assignment_pattern" or "object_assignment_pattern":
                    if (node.Child("left") is { } left)
                        open.Push(left);

                    break;
                case "pair_pattern":
                    if (node.Child("value") is { } value)
                        open.Push(value);

                    break;
                case "required_parameter" or "optional_parameter":
                    if (node.Child("pattern") is { } inner)
                        open.Push(inner);

                    break;
                case "formal_parameters" or "array_pattern" or "object_pattern" or "rest_pattern":
                    foreach (var child in node.NamedChildren.Reverse())
                        open.Push(child);

                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>A parameter list, or the lone name that stands for one.</summary>
    public static SyntaxNode? ParametersOf(SyntaxNode function) => function.Child("parameters") ?? function.Child("parameter");
}
