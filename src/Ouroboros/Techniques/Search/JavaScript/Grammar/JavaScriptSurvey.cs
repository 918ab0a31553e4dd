using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

/// <summary>Reads a file once for all that edits may draw on.</summary>
internal sealed class JavaScriptSurvey
{
    private const int LongestIngredient = 80;

    private readonly Dictionary<string, List<string>> members = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int> strings = [];
    private readonly Dictionary<string, int> calls = [];
    private readonly Dictionary<string, SyntaxNode> expressions = [];

    public static FileFacts Of(SyntaxTree tree)
    {
        var survey = new JavaScriptSurvey();
        var names = new ScopeSurvey(tree);
        foreach (var node in tree.Nodes)
            survey.Visit(node);

        foreach (var function in names.Functions)
        {
            if (function.Class is { } owner && function.Name != "constructor")
                survey.Add($"{owner}.this", function.Name);
        }

        return new FileFacts(
            names.Functions, names.ModuleScope, survey.members.ToDictionary(l => l.Key, l => (IReadOnlyList<string>)l.Value),
            new Dictionary<string, IReadOnlyList<string>>(), ByCount(survey.numbers), ByCount(survey.strings),
            [.. survey.expressions.Values.Select(Ingredient)], ByCount(survey.calls))
        {
            Questions = Questions.In(tree, "call_expression", Forms.IsCondition),
        };
    }

    /// <summary>Members of <c>this</c> are told apart by class.</summary>
    public static string OwnerKey(SyntaxNode owner)
    {
        if (owner.Kind != "this")
            return owner.Text;

        var inside = owner.Ancestors.FirstOrDefault(a => a.Kind is "class_declaration" or "class");
        return inside.Tree is null ? "this" : $"{inside.Child("name")?.Text}.this";
    }

    private static Ingredient Ingredient(SyntaxNode node) => new(
        node, node.Text, node.Descendants.Prepend(node).Where(d => d.IsNamed && !d.NamedChildren.Any()).Select(d => d.Text).ToHashSet(),
        [.. node.Descendants.Prepend(node).Where(d => d.Kind == "identifier" && Forms.IsRead(d))]);

    private void Visit(SyntaxNode node)
    {
        switch (node.Kind)
        {
            case "number":
                Count(numbers, node.Text);
                break;
            case "string" when node.Length <= LongestIngredient && node.Parent?.Kind is not ("expression_statement" or "import_statement" or "literal_type") && !IsRequired(node):
                Count(strings, node.Text);
                break;
            case "member_expression":
                if (node.Child("object") is { Length: <= 40 } owner && node.Child("property") is { } property)
                    Add(OwnerKey(owner), property.Text);

                NoteExpression(node);
                break;
            case "call_expression":
                if (node.Child("function") is { Kind: "identifier" } callee)
                    Count(calls, callee.Text);

                NoteExpression(node);
                break;
            case "field_definition" or "public_field_definition":
                if (node.Ancestors.FirstOrDefault(a => a.Kind is "class_declaration" or "class") is { Tree: not null } type && (node.Child("property") ?? node.Child("name")) is { } field)
                    Add($"{type.Child("name")?.Text}.this", field.Text);

                break;
            case "subscript_expression" or "binary_expression" or "unary_expression" or "ternary_expression" or "template_string" or "new_expression":
                NoteExpression(node);
                break;
            default:
                break;
        }
    }

    private static bool IsRequired(SyntaxNode text) => text.Parent?.Parent is { Kind: "call_expression" } call && call.Child("function")?.Text is "require" or "import";

    private void NoteExpression(SyntaxNode node)
    {
        if (node.Length is > 2 and <= LongestIngredient && node.StartLine == node.EndLine && !node.HasError && Forms.IsRead(node))
            expressions.TryAdd(node.Text, node);
    }

    private static void Count(Dictionary<string, int> counts, string text) => counts[text] = counts.GetValueOrDefault(text) + 1;

    private void Add(string key, string value)
    {
        if (!members.TryGetValue(key, out var list))
            members[key] = list = [];

        if (!list.Contains(value))
            list.Add(value);
    }

    private static List<string> ByCount(Dictionary<string, int> counts) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).Take(200)];
}
