using System.Collections.Frozen;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Comparisons that do not look at what they compare with.</summary>
internal static class EqualityRules
{
    private static readonly FrozenSet<string> Names = FrozenSet.ToFrozenSet(
        ["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__contains__", "__instancecheck__", "__subclasscheck__"]);

    public static IEnumerable<Finding> Find(PythonSource source)
    {
        foreach (var node in source.OfKind("function_definition", "assignment"))
        {
            var name = (node.Kind == "assignment" ? node.Child("left") : node.Child("name"))?.Text;
            var function = node.Kind == "assignment" ? node.Child("right") : node;
            if (name is not null && Names.Contains(name) && function is { Kind: "function_definition" or "lambda" } maker && Ignores(maker))
                yield return new Finding("always-equal", PythonSource.QualifiedName(node) + name, node.StartLine, $"{name} answers without looking at what it compares with");
        }
    }

    private static bool Ignores(SyntaxNode function)
    {
        var other = function.Child("parameters")?.NamedChildren.Where(p => p.Kind != "comment").Skip(1).FirstOrDefault();
        if (other is not { Index: > 0 } parameter || function.Child("body") is not { } body)
            return true;

        var name = parameter.Descendants.Prepend(parameter).First(d => d.Kind == "identifier").Text;
        var read = body.Descendants.Prepend(body).Any(d => d.Kind == "identifier" && d.Text == name && !d.Ancestors.Any(IsWithItself));

        // A function that only raises or leaves the question to others decides nothing.
        var decides = function.Kind == "lambda" || body.Descendants.Any(d => d.Kind == "return_statement" && d.NamedChildren.Any() && d.NamedChildren.First().Text != "NotImplemented");
        return decides && !read;
    }

    private static bool IsWithItself(SyntaxNode node) =>
        node.Kind == "comparison_operator" && node.NamedChildren.ToArray() is [var left, var right] && left.Text == right.Text;
}
