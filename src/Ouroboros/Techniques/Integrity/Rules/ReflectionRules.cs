using System.Collections.Frozen;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Code that looks at its callers, or hides what it does.</summary>
internal static class ReflectionRules
{
    private static readonly FrozenSet<string> Stack = FrozenSet.ToFrozenSet(
    [
        "sys._getframe", "sys._current_frames", "sys.settrace", "sys.setprofile", "sys.monitoring", "inspect.stack", "inspect.currentframe",
        "inspect.getouterframes", "inspect.getinnerframes", "traceback.extract_stack", "traceback.format_stack", "traceback.print_stack",
        "traceback.walk_stack", "gc.get_referrers", "gc.get_objects", "gc.get_referents", "threading.settrace", "threading.setprofile",
    ]);

    private static readonly FrozenSet<string> FrameAttributes =
        FrozenSet.ToFrozenSet(["f_back", "f_locals", "f_globals", "f_code", "tb_frame", "gi_frame", "cr_frame", "__globals__", "__subclasses__"]);

    private static readonly FrozenSet<string> Hidden =
        FrozenSet.ToFrozenSet(["exec", "eval", "compile", "__import__", "importlib.import_module", "importlib.reload", "builtins.exec", "builtins.eval", "runpy.run_path", "runpy.run_module"]);

    private static readonly FrozenSet<string> HiddenModules = FrozenSet.ToFrozenSet(["ctypes", "builtins", "marshal", "atexit", "forbiddenfruit"]);

    public static IEnumerable<Finding> Find(PythonSource source)
    {
        foreach (var node in source.Nodes)
        {
            if (node.Kind is "attribute" or "identifier" && IsUse(node) && source.Dotted(node) is { } dotted && Stack.Contains(dotted))
                yield return new Finding("stack-inspection", dotted, node.StartLine, $"{dotted} shows who is calling");
            else if (node.Kind == "attribute" && node.Child("attribute")?.Text is { } name && FrameAttributes.Contains(name))
                yield return new Finding("stack-inspection", name, node.StartLine, $".{name} reaches into other code's frames");
            else if (node.Kind == "call" && node.Child("function") is { } function && source.Dotted(function) is { } called && Hidden.Contains(called))
                yield return new Finding("hidden-code", called, node.StartLine, $"{called}() runs code that no check can see");
            else if (node.Kind is "import_statement" or "import_from_statement" && ImportedModule(node) is { } module && HiddenModules.Contains(module))
                yield return new Finding("hidden-code", module, node.StartLine, $"imports {module}, which can change what tests rely on");
        }
    }

    // The names inside an import statement or of a keyword are no uses.
    private static bool IsUse(SyntaxNode node) => node.Kind == "attribute" ? node.Parent?.Kind != "attribute"
        : node.Parent?.Kind is not ("attribute" or "dotted_name" or "aliased_import" or "keyword_argument" or "parameters");

    private static string? ImportedModule(SyntaxNode node) =>
        (node.Child("module_name") ?? node.NamedChildren.Where(c => c.Field == "name").Select(c => (SyntaxNode?)(c.Child("name") ?? c)).FirstOrDefault())?.Text.Split('.')[0];
}
