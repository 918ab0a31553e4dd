using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>Reads a file once for all that edits may draw on.</summary>
internal sealed class CSharpSurvey
{
    private const int LongestIngredient = 90;

    private readonly Dictionary<string, List<string>> members = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int> strings = [];
    private readonly Dictionary<string, int> calls = [];
    private readonly Dictionary<string, SyntaxNode> expressions = [];

    public static FileFacts Of(SyntaxTree tree)
    {
        var survey = new CSharpSurvey();
        var names = new ScopeSurvey(tree);
        foreach (var node in tree.Nodes.Where(n => n.IsNamed))
            survey.Visit(node);

        return new FileFacts(
            names.Functions, names.ModuleScope, survey.members.ToDictionary(l => l.Key, l => (IReadOnlyList<string>)l.Value),
            new Dictionary<string, IReadOnlyList<string>>(), ByCount(survey.numbers), ByCount(survey.strings),
            [.. survey.expressions.Values.Select(Ingredient)], ByCount(survey.calls))
        {
            Questions = Questions.In(tree, "invocation_expression", Forms.IsCondition),
        };
    }

    private static Ingredient Ingredient(SyntaxNode node) => new(
        node, node.Text, node.Descendants.Prepend(node).Where(d => d.IsNamed && !d.NamedChildren.Any()).Select(d => d.Text).ToHashSet(),
        [.. node.Descendants.Prepend(node).Where(d => d.Kind == "identifier" && (Forms.IsRead(d) || (d.Field == "function" && d.Parent?.Kind == "invocation_expression")))]);

    private void Visit(SyntaxNode node)
    {
        switch (node.Kind)
        {
            case "integer_literal" or "real_literal":
                numbers[node.Text] = numbers.GetValueOrDefault(node.Text) + 1;
                break;
            case "string_literal" when node.Length < 80:
                strings[node.Text] = strings.GetValueOrDefault(node.Text) + 1;
                break;
            case "member_access_expression" when node.Child("expression") is { } owner && node.Child("name") is { } name && owner.Length < 60:
                Add(owner.Text, name.Text.Split('<')[0]);
                break;
            case "enum_member_declaration" when node.Parent?.Parent?.Child("name") is { } type && node.Child("name") is { } member:
                Add(type.Text, member.Text);
                break;
            case "property_declaration" or "field_declaration" or "method_declaration" when node.Children.Any(c => c.Kind == "modifier" && c.Text is "static" or "const") && Forms.TypeAround(node)?.Child("name") is { } type:
                foreach (var name in node.Kind == "field_declaration" ? node.Descendants.Where(d => d.Kind == "variable_declarator").Select(d => d.Child("name")) : [node.Child("name")])
                    Add(type.Text, name?.Text ?? "");

                break;
            case "invocation_expression" when node.Child("function") is { Kind: "identifier" } callee:
                calls[callee.Text] = calls.GetValueOrDefault(callee.Text) + 1;
                break;
            default:
                break;
        }

        if (node.Length <= LongestIngredient && node.StartLine == node.EndLine && Forms.IsValue(node) && !node.HasError && Forms.IsRead(node)
            && node.Kind is not ("parenthesized_expression" or "integer_literal" or "real_literal" or "string_literal" or "identifier"))
            expressions.TryAdd(node.Text, node);
    }

    private void Add(string owner, string member)
    {
        if (!members.TryGetValue(owner, out var list))
            members[owner] = list = [];

        if (member.Length > 0 && !list.Contains(member))
            list.Add(member);
    }

    private static string[] ByCount(Dictionary<string, int> counts) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key)];
}
