using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>Work that is no longer done: taken out, cut off, or swallowed.</summary>
internal static class LostWork
{
    public static IEnumerable<AntiPattern> In(ChangedFile change)
    {
        var (old, fresh) = (Statements(change.OldNodes), Statements(change.NewNodes));
        var gone = old.Where(s => !fresh.Contains(s)).ToList();
        if (gone.Count > fresh.Count)
            yield return new AntiPattern("deletes-statement", 3 + Math.Min(3, gone.Count - fresh.Count - 1), $"takes out `{FirstLine(gone[0])}`");

        foreach (var found in Operands(change).Concat(Leaving(change)).Concat(Swallowing(change)).Concat(Forgetting(change)))
            yield return found;
    }

    /// <summary>A name that a loop or an assignment still gives a value, and that nobody reads any more.</summary>
    private static IEnumerable<AntiPattern> Forgetting(ChangedFile change)
    {
        if (FunctionNow(change) is not { } function)
            yield break;

        foreach (var name in change.OldNodes.Where(n => n.Kind == "identifier" && Identifiers.RoleOf(n) == NameRole.Read).Select(n => n.Text).Distinct())
        {
            var roles = function.Descendants.Where(d => d.Kind == "identifier" && d.Text == name).Select(Identifiers.RoleOf).ToHashSet();
            if (roles.Contains(NameRole.Written) && !roles.Contains(NameRole.Read))
                yield return new AntiPattern("forgets-name", 2.5, $"no longer uses `{name}`, which is still given a value");
        }
    }

    private static SyntaxNode? FunctionNow(ChangedFile change) => change.Inserted.Count == 0 ? null : change.After.Nodes
        .Where(n => n.Kind == "function_definition" && n.Start <= change.Inserted[0].Start && change.Inserted[0].End <= n.End)
        .Cast<SyntaxNode?>().LastOrDefault();

    private static List<string> Statements(IEnumerable<SyntaxNode> nodes) =>
        [.. nodes.Where(n => Kinds.Statements.Contains(n.Kind) && n.Kind != "pass_statement" && n.Parent?.Kind is "block" or "module").Select(n => n.Text)];

    private static IEnumerable<AntiPattern> Operands(ChangedFile change)
    {
        var (old, fresh) = (Names(change.OldNodes), Names(change.NewNodes));
        if (old.Count > 0 && fresh.Count == 0 && change.NewNodes.All(n => n.Kind is not "call") && Statements(change.OldNodes).Count == 0)
            yield return change.NewNodes.Any(n => n.Kind is "integer" or "string" or "none" or "true" or "false" or "list")
                ? new AntiPattern("constant-for-name", 1.5, $"puts a constant where `{string.Join("`, `", old)}` was used")
                : new AntiPattern("drops-operand", 1, $"no longer looks at `{string.Join("`, `", old)}`");
    }

    private static List<string> Names(IEnumerable<SyntaxNode> nodes) => [.. nodes.Where(n => n.Kind == "identifier").Select(n => n.Text).Distinct().Take(3)];

    private static IEnumerable<AntiPattern> Leaving(ChangedFile change)
    {
        foreach (var leave in change.NewNodes.Where(n => n.Kind is "return_statement" or "break_statement" or "continue_statement" or "raise_statement"))
        {
            if (leave.Parent is not { Kind: "block" } block)
                continue;

            var rest = block.NamedChildren.Where(c => c.Start > leave.End && c.Kind != "comment").ToList();
            if (rest.Count > 0)
                yield return new AntiPattern("unreachable", 5, $"leaves by `{leave.Text}` before `{FirstLine(rest[0].Text)}`, which is never reached");
            else if (block.Parent is { Kind: "if_statement" or "elif_clause" } guard && change.NewNodes.Contains(guard) && leave.Kind == "return_statement")
                yield return new AntiPattern("early-return", 0.7, $"returns early when `{guard.Child("condition")?.Text}`");
        }
    }

    private static IEnumerable<AntiPattern> Swallowing(ChangedFile change)
    {
        foreach (var handler in change.NewNodes.Where(n => n.Kind == "except_clause"))
        {
            var isBroad = handler.Child("value")?.Text is null or "Exception" or "BaseException";
            yield return new AntiPattern("swallows-exception", isBroad ? 5 : 2, $"catches {handler.Child("value")?.Text ?? "everything"} and goes on");
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].TrimEnd('\r');
}
