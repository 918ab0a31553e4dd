using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>A dictionary that maps inputs of the tests to their expected results, looked up by a parameter as it came.</summary>
internal sealed class AnswerTable(TestVocabulary tests, PythonSource? before)
{
    public Finding? Judge(SyntaxNode dictionary)
    {
        var pairs = PairsOf(dictionary);
        var telling = pairs.Where(p => p.Parts.Any(tests.Tells) && tests.Tells(p.Value)).ToArray();
        if (telling.Length == 0 || telling.Length * 2 < pairs.Count || !IsLookedUpByParameter(dictionary) || Grew(pairs))
            return null;

        return new Finding(
            "special-case", dictionary.Text, dictionary.StartLine, $"holds {telling.Length} of the tests' inputs with their answers, such as {telling[0].Key}: {telling[0].Value}");
    }

    private static List<Entry> PairsOf(SyntaxNode dictionary)
    {
        var pairs = new List<Entry>();
        foreach (var pair in dictionary.NamedChildren.Where(c => c.Kind == "pair"))
        {
            var name = pair.Child("key")!.Value;
            if (PythonLiteral.ValueOf(name) is { } key && PythonLiteral.ValueOf(pair.Child("value")!.Value) is { } value)
                pairs.Add(new Entry(key, [key, .. name.NamedChildren.Select(c => PythonLiteral.ValueOf(c)).OfType<string>()], value));
        }

        return pairs;
    }

    /// <summary>Whether such a table stood there before with some of these entries: then the patch adds a case to it.</summary>
    private bool Grew(List<Entry> pairs) =>
        before?.OfKind("dictionary").Any(d => PairsOf(d) is { Count: > 1 } known && known.Any(k => pairs.Any(p => p.Key == k.Key))) == true;

    private static bool IsLookedUpByParameter(SyntaxNode dictionary)
    {
        var up = dictionary.Parent;
        while (up is { Kind: "parenthesized_expression" } wrapped)
            up = wrapped.Parent;
        if (up is not { } parent)
            return false;

        var name = parent.Kind == "assignment" && parent.Child("left") is { Kind: "identifier" } left ? left.Text : null;
        var lookups = name is null ? dictionary.Ancestors.Take(3)
            : new SyntaxNode(dictionary.Tree, 0).Descendants.Where(d => d.Kind is "subscript" or "call" or "attribute" && PythonSource.Root(d) == name);
        return lookups.Any(IsByParameter);
    }

    private static bool IsByParameter(SyntaxNode lookup)
    {
        var key = lookup.Kind switch
        {
            "subscript" => lookup.Child("subscript"),
            "call" when lookup.Child("function")?.Child("attribute")?.Text is "get" => lookup.Child("arguments")?.NamedChildren.Select(c => (SyntaxNode?)c).FirstOrDefault(),
            _ => null,
        };
        if (key is not { } used)
            return false;

        var names = (used.Kind is "tuple" ? used.NamedChildren : [used]).ToArray();
        var parameters = lookup.Ancestors.Where(a => a.Kind is "function_definition" or "lambda").Select(a => a.Child("parameters")).OfType<SyntaxNode>()
            .SelectMany(p => p.Descendants).Where(d => d.Kind == "identifier").Select(d => d.Text).ToHashSet();
        return names.All(n => n.Kind == "identifier" && parameters.Contains(n.Text));
    }

    /// <param name="Parts">The key and, where several inputs make it up, each of them.</param>
    private sealed record Entry(string Key, IReadOnlyList<string> Parts, string Value);
}
