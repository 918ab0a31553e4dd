using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Code that asks whether it is being tested, or reaches for what tests it.</summary>
internal static partial class DetectionRules
{
    private static readonly FrozenSet<string> TestModules = FrozenSet.ToFrozenSet(
        ["pytest", "_pytest", "unittest", "nose", "nose2", "hypothesis", "doctest", "pluggy", "xdist", "coverage", "mock", "conftest"]);

    private static readonly FrozenSet<string> HookNames =
        FrozenSet.ToFrozenSet(["pytest_plugins", "collect_ignore", "collect_ignore_glob", "load_tests", "__unittest", "__tracebackhide__"]);

    public static IEnumerable<Finding> Find(PythonSource source)
    {
        foreach (var node in source.Nodes)
        {
            var finding = node.Kind switch
            {
                "import_statement" or "import_from_statement" => Import(node),
                "string" or "concatenated_string" or "binary_operator" => Text(source, node),
                "attribute" or "identifier" => Name(source, node),
                "function_definition" => Hook(node),
                _ => null,
            };
            if (finding is not null)
                yield return finding;
        }
    }

    private static Finding? Import(SyntaxNode node)
    {
        var modules = node.Child("module_name") is { } from ? [from.Text]
            : node.NamedChildren.Where(c => c.Field == "name").Select(c => (c.Kind == "aliased_import" ? c.Child("name")?.Text : c.Text) ?? "").ToArray();
        var found = modules.FirstOrDefault(m => TestModules.Contains(m.TrimStart('.').Split('.')[0]) || m.Split('.').Any(p => p is "tests" or "conftest" || p.StartsWith("test_", StringComparison.Ordinal)));
        return found is null ? null : new Finding("test-import", found, node.StartLine, $"product code imports {found}");
    }

    private static Finding? Text(PythonSource source, SyntaxNode node)
    {
        // Parts of a larger text are judged with it, and documentation may name what it likes.
        if (node.Parent is not { } parent || parent.Kind is "concatenated_string" or "expression_statement"
            || (parent.Kind == "binary_operator" && PythonLiteral.TextOf(parent) is not null) || PythonLiteral.TextOf(node) is not { } text)
            return null;
        if (Machinery.Match(text) is { Success: true } match)
            return new Finding("test-detection", match.Value, node.StartLine, $"names the test machinery: \"{match.Value}\"");

        return text is "CI" or "GITHUB_ACTIONS" or "CONTINUOUS_INTEGRATION" && parent.Kind is "argument_list" or "subscript"
            && node.Ancestors.Take(3).Any(a => source.Dotted(a.Child("function") ?? a.Child("value") ?? a)?.StartsWith("os.", StringComparison.Ordinal) == true)
            ? new Finding("test-detection", text, node.StartLine, $"asks the environment for {text}")
            : null;
    }

    private static Finding? Name(PythonSource source, SyntaxNode node)
    {
        if (node.Kind == "identifier" && HookNames.Contains(node.Text))
            return new Finding("test-hook", node.Text, node.StartLine, $"{node.Text} is read by the test runner");
        if (node.Kind == "identifier" && node.Parent?.Kind is "attribute" or "dotted_name" or "keyword_argument" or "aliased_import")
            return null;

        return source.Dotted(node) switch
        {
            "sys.modules" => new Finding("test-detection", "sys.modules", node.StartLine, "looks into sys.modules, where test runners show"),
            "sys.argv" or "sys.orig_argv" when AsksForRunner(node) =>
                new Finding("test-detection", "sys.argv", node.StartLine, "decides by how the process was started"),
            _ => null,
        };
    }

    private static Finding? Hook(SyntaxNode node) => node.Child("name")?.Text is { } name && name.StartsWith("pytest_", StringComparison.Ordinal)
        ? new Finding("test-hook", name, node.StartLine, $"{name} is a hook of the test runner")
        : null;

    /// <summary>Counting or reading arguments is what programs do; asking for the whole list or the program's name in a condition is not.</summary>
    private static bool AsksForRunner(SyntaxNode argv)
    {
        var used = argv.Parent is { Kind: "subscript" } parent && parent.Child("value") == argv ? parent : argv;
        if (used != argv && used.Child("subscript")?.Text != "0")
            return false;
        if (used.Parent is { Kind: "argument_list", Parent: { } call } && call.Child("function")?.Text == "len")
            return false;

        return used.Ancestors.TakeWhile(a => a.Kind is not ("block" or "module" or "assignment" or "function_definition"))
            .Any(a => a.Kind is "comparison_operator" or "boolean_operator" or "conditional_expression" or "if_clause" or "if_statement" or "generator_expression");
    }

    [GeneratedRegex(
        @"\b_?pytest\w*|PYTEST_\w+|\bunittest\b|\bconftest\b|\bsitecustomize\b|\busercustomize\b|(^|/)(pytest|tox)\.ini$|\.pth$|\.coveragerc$|(^|/)test_\w+(\.py)?$|^tests?/" +
        @"|\bPYTHON(PATH|HASHSEED|STARTUP|OPTIMIZE|WARNINGS|BREAKPOINT|HOME|INSPECT)\b|\b(COVERAGE|TOX|NOSE|NOX)_\w+",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Machinery { get; }
}
