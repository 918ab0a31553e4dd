using System.Collections.Frozen;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Code that changes what other code sees.</summary>
internal static class PatchingRules
{
    private static readonly FrozenSet<string> BuiltinTypes = FrozenSet.ToFrozenSet(
        ["object", "type", "int", "float", "str", "bytes", "bool", "list", "tuple", "dict", "set", "Exception", "BaseException", "AssertionError", "__builtins__", "builtins"]);

    private static readonly FrozenSet<string> Workings = FrozenSet.ToFrozenSet(["__class__", "__code__", "__bases__", "__globals__", "__eq__", "__defaults__"]);

    public static IEnumerable<Finding> Find(PythonSource source)
    {
        foreach (var node in source.Nodes)
        {
            if (node.Kind is "assignment" or "augmented_assignment" && node.Child("left") is { } left)
            {
                foreach (var target in Targets(left))
                {
                    if (Judge(source, target) is { } found)
                        yield return found;
                }
            }
            else if (node.Kind == "delete_statement")
            {
                foreach (var target in node.NamedChildren.SelectMany(Targets).Where(t => t.Kind == "attribute"))
                {
                    if (Judge(source, target) is { } found)
                        yield return found;
                }
            }
            else if (node.Kind == "call" && JudgeCall(source, node) is { } called)
            {
                yield return called;
            }
        }
    }

    private static IEnumerable<SyntaxNode> Targets(SyntaxNode left) =>
        left.Kind is "pattern_list" or "tuple_pattern" or "list_pattern" or "tuple" or "expression_list" ? left.NamedChildren : [left];

    private static Finding? Judge(PythonSource source, SyntaxNode target)
    {
        if (target.Kind == "attribute" && target.Child("attribute")?.Text is { } attribute)
        {
            if (Workings.Contains(attribute))
                return new Finding("monkeypatch", attribute, target.StartLine, $"replaces {target.Text}");
            return IsForeign(source, target) ? new Finding("monkeypatch", target.Text, target.StartLine, $"changes {target.Text} for everyone") : null;
        }

        if (target.Kind != "subscript" || target.Child("value") is not { } value)
            return null;

        var table = value.Text;
        var isNamespace = table.EndsWith("__dict__", StringComparison.Ordinal) || table.StartsWith("vars(", StringComparison.Ordinal)
            ? IsForeign(source, value) || table.Contains("modules", StringComparison.Ordinal) || HasForeignArgument(source, value)
            : table is "globals()" or "__builtins__" || source.Dotted(value) == "sys.modules";
        return isNamespace ? new Finding("monkeypatch", table, target.StartLine, $"writes into {table}") : null;
    }

    private static Finding? JudgeCall(PythonSource source, SyntaxNode call)
    {
        if (call.Child("function") is not { } function || call.Child("arguments")?.NamedChildren.FirstOrDefault() is not { Index: > 0 } first)
            return null;

        var name = source.Dotted(function);
        if (name is "setattr" or "delattr" && (IsForeign(source, first) || first.Text.Contains("modules[", StringComparison.Ordinal) || first.Text.Contains("__class__", StringComparison.Ordinal) || first.Text.StartsWith("type(", StringComparison.Ordinal)))
            return new Finding("monkeypatch", $"{name}({first.Text})", call.StartLine, $"{name} changes {first.Text} for everyone");

        var changesNamespace = function.Child("attribute")?.Text is "update" or "setdefault" or "__setitem__" or "pop"
            && function.Child("object")?.Text is { } table && (table is "globals()" or "sys.modules" || table.EndsWith("__builtins__", StringComparison.Ordinal)
                || (table.EndsWith(".__dict__", StringComparison.Ordinal) && IsForeign(source, function)));
        return changesNamespace ? new Finding("monkeypatch", function.Text, call.StartLine, $"{function.Text} writes into a namespace") : null;
    }

    private static bool HasForeignArgument(PythonSource source, SyntaxNode call) =>
        call.Child("arguments")?.NamedChildren.FirstOrDefault() is { Index: > 0 } first && IsForeign(source, first);

    private static bool IsForeign(PythonSource source, SyntaxNode node) =>
        PythonSource.Root(node) is { } root && (source.Imports.ContainsKey(root) || BuiltinTypes.Contains(root)) && !IsLocal(node, root);

    /// <summary>Whether a function around it binds the same name for itself.</summary>
    private static bool IsLocal(SyntaxNode node, string root) =>
        node.Ancestors.Any(a => a.Kind == "function_definition" && a.Child("parameters") is { } parameters
            && parameters.Descendants.Any(d => d.Kind == "identifier" && d.Text == root));
}
