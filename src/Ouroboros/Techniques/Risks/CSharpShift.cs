using Ouroboros.Techniques.Integrity.Rules;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Risks;

/// <summary>Measures what a patch does to one C# file, by comparing what its two trees hold.</summary>
internal static class CSharpShift
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
        if (node.Parent is { Kind: "block" or "switch_section" } && node.Kind.EndsWith("_statement", StringComparison.Ordinal))
            found.Statements++;
        if (node.Kind is "integer_literal" or "real_literal" or "string_literal" && CSharpLiteral.ValueOf(node) is { } value)
            found.Values.Add(value);

        switch (node.Kind)
        {
            case "if_statement" or "conditional_expression" or "try_statement" or "switch_section" or "switch_expression_arm":
                found.Branches++;
                NoteCondition(node, found);
                break;
            case "while_statement":
                NoteCondition(node, found);
                break;
            case "binary_expression":
                Binary(node, found);
                break;
            case "constant_pattern" when node.NamedChildren.FirstOrDefault() is { Tree: not null } asked && CSharpLiteral.ValueOf(asked) is { } single && !PythonLiteral.IsCommon(single):
                found.SingledOut++;
                break;
            case "return_statement":
                Result(node.NamedChildren.FirstOrDefault(c => c.Kind != "comment"), found);
                break;
            case "identifier":
                found.Names.Add(node.Text);
                break;
            case "method_declaration" or "constructor_declaration" or "property_declaration" when IsOpen(node) && node.Child("name")?.Text is { } name:
                found.Api.Add($"{name}({node.Child("parameters")?.Text}{(node.Child("returns") ?? node.Child("type"))?.Text}");
                break;
            default:
                break;
        }
    }

    private static bool IsOpen(SyntaxNode member) => member.Children.Any(c => c.Kind == "modifier" && c.Text is "public" or "protected");

    private static void NoteCondition(SyntaxNode node, CodeDescription found)
    {
        if (node.Child("condition") is { Kind: "boolean_literal" })
            found.Fixed++;
    }

    private static void Binary(SyntaxNode node, CodeDescription found)
    {
        var sign = (node.Child("operator") ?? node.Children.FirstOrDefault(c => !c.IsNamed)).Text;
        if (sign is "&&" or "||" or "??")
            found.Branches++;

        if (sign == "==" && new[] { node.Child("left"), node.Child("right") }.OfType<SyntaxNode>().Any(s => CSharpLiteral.ValueOf(s) is { } v && !PythonLiteral.IsCommon(v)))
            found.SingledOut++;
    }

    private static void Result(SyntaxNode value, CodeDescription found)
    {
        var literal = value.Tree is null ? "None" : CSharpLiteral.ValueOf(value);
        if (literal is not null && PythonLiteral.IsCommon(literal))
            found.CommonAnswers++;
        else if (literal is not null)
            found.Answers++;

        found.Results.Add(value.Tree is null ? "none" : value.Kind);
    }
}
