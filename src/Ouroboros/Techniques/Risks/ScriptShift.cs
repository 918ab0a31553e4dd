using Ouroboros.Techniques.Integrity.Rules;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Risks;

/// <summary>Measures what a patch does to one JavaScript or TypeScript file, by comparing what its two trees hold.</summary>
internal static class ScriptShift
{
    public static CodeShift Between(SyntaxTree before, SyntaxTree after, TestVocabulary tests) => Describe(before).To(Describe(after), tests);

    private static CodeDescription Describe(SyntaxTree tree)
    {
        var found = new CodeDescription();
        foreach (var node in tree.Nodes)
        {
            if (!node.Children.Any() && node.Length > 0 && node.Kind != "comment")
                found.Leaves.Add(node.Text);
            if (node.IsNamed)
                Note(node, found);
        }

        return found;
    }

    private static void Note(SyntaxNode node, CodeDescription found)
    {
        if (node.Parent is { Kind: "statement_block" or "program" } && node.Kind != "comment")
            found.Statements++;
        if (node.Kind is "number" or "string" && ScriptLiteral.ValueOf(node) is { } value)
            found.Values.Add(value);

        switch (node.Kind)
        {
            case "if_statement" or "ternary_expression" or "try_statement" or "switch_case":
                found.Branches++;
                NoteCondition(node, found);
                break;
            case "while_statement":
                NoteCondition(node, found);
                break;
            case "binary_expression":
                Binary(node, found);
                break;
            case "return_statement":
                Result(node.NamedChildren.FirstOrDefault(c => c.Kind != "comment"), found);
                break;
            case "identifier" or "property_identifier" or "shorthand_property_identifier":
                found.Names.Add(node.Text);
                break;
            case "export_statement":
                Exported(node, found);
                break;
            case "method_definition" when node.Child("name")?.Text is { } name && name[0] is not ('_' or '#'):
                found.Api.Add($"{name}({node.Child("parameters")?.Text}");
                break;
            case "assignment_expression" when node.Child("left")?.Text is { } target && (target == "module.exports" || target.StartsWith("exports.", StringComparison.Ordinal)):
                found.Api.Add($"{target}({(node.Child("right") is { Kind: "object" } made ? made.Text : "")}");
                break;
            case "function_declaration" when node.Parent?.Kind == "program" && node.Child("name")?.Text is { } function:
                found.Api.Add($"{function}({node.Child("parameters")?.Text}");
                break;
            default:
                break;
        }
    }

    private static void NoteCondition(SyntaxNode node, CodeDescription found)
    {
        var condition = node.Child("condition") is { Kind: "parenthesized_expression" } wrapped ? wrapped.NamedChildren.FirstOrDefault() : node.Child("condition");
        if (condition is { Tree: not null, Kind: "true" or "false" or "null" or "undefined" or "number" })
            found.Fixed++;
    }

    private static void Binary(SyntaxNode node, CodeDescription found)
    {
        var sign = node.Child("operator")?.Text;
        if (sign is "&&" or "||" or "??")
            found.Branches++;

        if (sign is "==" or "===" && new[] { node.Child("left"), node.Child("right") }.OfType<SyntaxNode>().Any(s => ScriptLiteral.ValueOf(s) is { } v && !PythonLiteral.IsCommon(v)))
            found.SingledOut++;
    }

    private static void Exported(SyntaxNode node, CodeDescription found)
    {
        var made = node.Child("declaration");
        if (made?.Child("name")?.Text is { } name)
            found.Api.Add($"{name}({made.Value.Child("parameters")?.Text}");
    }

    private static void Result(SyntaxNode value, CodeDescription found)
    {
        var literal = value.Tree is null ? "None" : ScriptLiteral.ValueOf(value);
        if (literal is not null && PythonLiteral.IsCommon(literal))
            found.CommonAnswers++;
        else if (literal is not null)
            found.Answers++;

        found.Results.Add(value.Tree is null ? "none" : value.Kind);
    }
}
