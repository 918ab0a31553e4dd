using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

/// <summary>Reads a Python file once for all that edits may draw on.</summary>
internal sealed class PythonSurvey
{
    private const int LongestIngredient = 80;

    private readonly Dictionary<string, List<string>> attributes = [];
    private readonly Dictionary<string, List<string>> keywords = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<string, int> strings = [];
    private readonly Dictionary<string, int> calls = [];
    private readonly Dictionary<string, SyntaxNode> expressions = [];

    public static FileFacts Of(SyntaxTree tree)
    {
        var survey = new PythonSurvey();
        var names = new ScopeSurvey(tree);
        foreach (var node in tree.Nodes)
            survey.Visit(node);

        foreach (var function in names.Functions)
        {
            survey.NoteKeywords(function.Name, function.Parameters.Where(p => p.Takes is null).Select(p => p.Name));
            if (function.Class is { } owner)
                Add(survey.attributes, $"{owner}.self", function.Name);
        }

        return new FileFacts(
            names.Functions, names.ModuleScope, Frozen(survey.attributes), Frozen(survey.keywords), ByCount(survey.numbers),
            ByCount(survey.strings), [.. survey.expressions.Values.Select(IngredientReader.Of)], ByCount(survey.calls))
        {
            Questions = Questions.In(tree, "call", Kinds.IsCondition),
        };
    }

    private void Visit(SyntaxNode node)
    {
        switch (node.Kind)
        {
            case "integer" or "float":
                Count(numbers, node.Text);
                break;
            case "string" when node.Length <= LongestIngredient && node.Parent?.Kind is not ("expression_statement" or "concatenated_string"):
                Count(strings, node.Text);
                break;
            case "attribute":
                NoteAttribute(node);
                NoteExpression(node);
                break;
            case "call":
                NoteCall(node);
                NoteExpression(node);
                break;
            case "binary_operator" or "comparison_operator" or "boolean_operator" or "subscript" or "not_operator" or "unary_operator"
                or "conditional_expression" or "list_comprehension" or "generator_expression" or "parenthesized_expression" or "list"
                or "dictionary" or "tuple":
                NoteExpression(node);
                break;
            default:
                break;
        }
    }

    private void NoteAttribute(SyntaxNode node)
    {
        if (node.Child("object") is not { } owner || owner.Kind is not ("identifier" or "attribute") || owner.Length > 40)
            return;

        if (node.Child("attribute") is { } attribute)
            Add(attributes, OwnerKey(owner), attribute.Text);
    }

    /// <summary>Attributes of <c>self</c> are told apart by class.</summary>
    public static string OwnerKey(SyntaxNode owner)
    {
        var text = owner.Text;
        if (text is not ("self" or "cls"))
            return text;

        var inside = owner.Ancestors.FirstOrDefault(a => a.Kind == "class_definition");
        return inside.Tree is null ? text : $"{inside.Child("name")?.Text}.self";
    }

    private void NoteCall(SyntaxNode node)
    {
        if (node.Child("function") is not { } callee)
            return;

        var name = callee.Kind == "attribute" ? callee.Child("attribute")?.Text : callee.Text;
        if (name is null || name.Length > 60)
            return;

        if (callee.Kind == "identifier")
            Count(calls, name);

        if (node.Child("arguments") is { } arguments)
            NoteKeywords(name, arguments.Children.Where(a => a.Kind == "keyword_argument").Select(a => a.Child("name")?.Text ?? ""));
    }

    private void NoteKeywords(string callee, IEnumerable<string> names)
    {
        foreach (var name in names.Where(n => n is not ("" or "self" or "cls")))
            Add(keywords, callee, name);
    }

    private void NoteExpression(SyntaxNode node)
    {
        if (node.Length is > 2 and <= LongestIngredient && node.StartLine == node.EndLine && !node.HasError)
            expressions.TryAdd(node.Text, node);
    }

    private static void Count(Dictionary<string, int> counts, string text) => counts[text] = counts.GetValueOrDefault(text) + 1;

    private static void Add(Dictionary<string, List<string>> lists, string key, string value)
    {
        if (!lists.TryGetValue(key, out var list))
            lists[key] = list = [];

        if (!list.Contains(value))
            list.Add(value);
    }

    private static Dictionary<string, IReadOnlyList<string>> Frozen(Dictionary<string, List<string>> lists) =>
        lists.ToDictionary(l => l.Key, l => (IReadOnlyList<string>)l.Value);

    private static List<string> ByCount(Dictionary<string, int> counts) =>
        [.. counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key).Take(200)];
}
