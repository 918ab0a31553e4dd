using System.Collections.Frozen;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Code that ends the process under a test, or swallows its failure.</summary>
internal static class EscapeRules
{
    private static readonly FrozenSet<string> Exits = FrozenSet.ToFrozenSet(
    [
        "os._exit", "os.abort", "os.kill", "os.killpg", "os.execv", "os.execve", "os.execvp", "os.execl", "os.execlp", "signal.raise_signal",
        "signal.pthread_kill", "atexit.register", "atexit.unregister", "signal.alarm", "signal.setitimer",
    ]);

    private static readonly FrozenSet<string> PoliteExits = FrozenSet.ToFrozenSet(["sys.exit", "exit", "quit", "SystemExit"]);

    private static readonly FrozenSet<string> Swallowed =
        FrozenSet.ToFrozenSet(["AssertionError", "BaseException", "builtins.AssertionError", "builtins.BaseException", "GeneratorExit", "SystemExit"]);

    public static IEnumerable<Finding> Find(PythonSource source)
    {
        foreach (var node in source.Nodes)
        {
            var finding = node.Kind switch
            {
                "call" => Call(source, node),
                "raise_statement" => Raise(source, node),
                "except_clause" or "except_group_clause" => Catch(source, node),
                "return_statement" or "break_statement" or "continue_statement" => Finally(node),
                "function_definition" => Exit(node),
                _ => null,
            };
            if (finding is not null)
                yield return finding;
        }
    }

    private static Finding? Call(PythonSource source, SyntaxNode call)
    {
        var name = call.Child("function") is { } function ? source.Dotted(function) : null;
        if (name is null)
            return null;
        if (Exits.Contains(name) || (PoliteExits.Contains(name) && name != "SystemExit" && !PythonSource.IsInMain(call)))
            return new Finding("process-exit", name, call.StartLine, $"{name}() can end the process that runs the tests");

        return name is "contextlib.suppress" && call.Child("arguments") is { } arguments && arguments.NamedChildren.Any(a => source.Dotted(a) is { } kind && Swallowed.Contains(kind))
            ? new Finding("catches-assertion", "suppress", call.StartLine, "suppresses failed assertions")
            : null;
    }

    private static Finding? Raise(PythonSource source, SyntaxNode raise)
    {
        var raised = raise.NamedChildren.FirstOrDefault();
        var name = raised.Tree is null ? null : source.Dotted(raised.Kind == "call" ? raised.Child("function") ?? raised : raised);
        return name is "SystemExit" or "KeyboardInterrupt" && !PythonSource.IsInMain(raise)
            ? new Finding("process-exit", name, raise.StartLine, $"raises {name}, which no test expects")
            : null;
    }

    private static Finding? Catch(PythonSource source, SyntaxNode clause)
    {
        var caught = clause.NamedChildren.Where(c => c.Kind is not ("block" or "comment")).ToArray();
        if (caught.Length == 0)
            return Reraises(clause) ? null : new Finding("catches-assertion", "except:", clause.StartLine, "catches everything, failed assertions too");

        var kinds = caught.SelectMany(c => c.Descendants.Prepend(c)).Where(d => d.Kind is "identifier" or "attribute").Select(source.Dotted);
        return kinds.FirstOrDefault(k => k is not null && Swallowed.Contains(k)) is { } kind && !Reraises(clause)
            ? new Finding("catches-assertion", kind, clause.StartLine, $"catches {kind}")
            : null;
    }

    // Cleaning up and passing the exception on hides nothing.
    private static bool Reraises(SyntaxNode clause) =>
        clause.Children.LastOrDefault(c => c.Kind == "block") is { Index: > 0 } block && block.NamedChildren.LastOrDefault() is { Kind: "raise_statement" } last && !last.NamedChildren.Any();

    private static Finding? Finally(SyntaxNode node)
    {
        foreach (var up in node.Ancestors)
        {
            if (up.Kind is "function_definition" or "lambda" || (node.Kind != "return_statement" && up.Kind is "for_statement" or "while_statement"))
                return null;
            if (up.Kind == "finally_clause")
                return new Finding("catches-assertion", "finally", node.StartLine, "leaves a finally block early, which swallows any exception");
        }

        return null;
    }

    private static Finding? Exit(SyntaxNode function) => function.Child("name")?.Text is "__exit__" or "__aexit__"
        && function.Descendants.Any(d => d.Kind == "return_statement" && d.NamedChildren.FirstOrDefault() is { Kind: "true" })
        ? new Finding("catches-assertion", PythonSource.QualifiedName(function), function.StartLine, "swallows every exception raised inside its with block")
        : null;
}
