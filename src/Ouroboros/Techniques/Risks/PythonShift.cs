using Ouroboros.Techniques.Integrity.Rules;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Risks;

/// <summary>Measures what a patch does to one Python file, by comparing what its two trees hold.</summary>
internal static class PythonShift
{
    private static readonly string[] Literals = ["integer", "float", "string", "true", "false", "none"];

    public static CodeShift Between(SyntaxTree before, SyntaxTree after, TestVocabulary tests) => Describe(before).To(Describe(after), tests);

    private static CodeDescription Describe(SyntaxTree tree)
    {
        var found = new CodeDescription();
        foreach (var node in tree.Nodes)
        {
            if (node.Descendants.Any() is false && node.Length > 0)
                found.Leaves.Add(node.Text);
            if (node.IsNamed)
                Note(node, found);
        }

        return found;
    }

    private static void Note(SyntaxNode node, CodeDescription found)
    {
        if (node.Parent is { Kind: "block" or "module" } && node.Kind != "comment")
            found.Statements++;
        if (Literals.Contains(node.Kind) && PythonLiteral.ValueOf(node) is { } value)
            found.Values.Add(value);

        switch (node.Kind)
        {
            case "if_statement" or "elif_clause" or "conditional_expression" or "boolean_operator" or "try_statement":
                found.Branches++;
                if (node.Child("condition") is { Kind: "true" or "false" })
                    found.Fixed++;
                break;
            case "while_statement" when node.Child("condition") is { Kind: "true" or "false" }:
                found.Fixed++;
                break;
            case "return_statement":
                Result(node, found);
                break;
            case "identifier":
                found.Names.Add(node.Text);
                break;
            case "function_definition" or "class_definition" when node.Child("name")?.Text is { } name && !name.StartsWith('_'):
                found.Api.Add($"{PythonSource.QualifiedName(node)}({(node.Child("parameters") ?? node.Child("superclasses"))?.Text})");
                break;
            case "comparison_operator" or "call" or "case_clause":
                found.SingledOut += LiteralCase.In(node).Count();
                break;
            case "assignment" when node.Child("left")?.Text == "__all__":
                found.Api.Add("__all__(" + node.Child("right")?.Text);
                break;
        }
    }

    private static void Result(SyntaxNode node, CodeDescription found)
    {
        var value = node.NamedChildren.FirstOrDefault();
        var literal = value.Tree is null ? "None" : PythonLiteral.ValueOf(value);
        if (literal is not null && PythonLiteral.IsCommon(literal))
            found.CommonAnswers++;
        else if (literal is not null)
            found.Answers++;

        found.Results.Add(value.Tree is null ? "none" : KindOf(value));
    }

    /// <summary>What a name was first made as tells more than that it is a name.</summary>
    private static string KindOf(SyntaxNode value)
    {
        if (value.Kind != "identifier" || value.Ancestors.FirstOrDefault(a => a.Kind == "function_definition") is not { Tree: not null } function)
            return value.Kind;

        var name = value.Text;
        var first = function.Descendants.FirstOrDefault(d => d.Kind == "assignment" && d.Child("left")?.Text == name);
        return first.Tree is not null && first.Child("right") is { Kind: "list" or "dictionary" or "set" or "tuple" or "string" or "integer" or "float" } made
            ? made.Kind
            : value.Kind;
    }
}
