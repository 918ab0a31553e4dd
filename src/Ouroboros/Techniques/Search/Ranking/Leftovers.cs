using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>What a loop left in its variable, read after it: nothing, where there was no turn.</summary>
internal static class Leftovers
{
    public static IEnumerable<AntiPattern> In(ChangedFile change)
    {
        foreach (var read in change.NewNodes.Where(IsRead).DistinctBy(n => n.Text))
        {
            if (read.Ancestors.FirstOrDefault(a => a.Kind == "function_definition") is not { Tree: not null } function)
                continue;

            var mentions = function.Descendants.Where(d => d.Kind == "identifier" && d.Text == read.Text).ToList();
            var loops = mentions.Where(m => Identifiers.RoleOf(m) == NameRole.Written).Select(LoopOf).ToList();
            if (loops.Count > 0 && mentions.All(m => Identifiers.RoleOf(m) != NameRole.Declared) && loops.All(l => l is { } loop && loop.End <= read.Start) && !WasRead(change, read.Text, loops))
                yield return new AntiPattern("loop-leftover", 2, $"reads `{read.Text}` after its loop, which may have had no turn");
        }
    }

    private static bool IsRead(SyntaxNode node) => node.Kind == "identifier" && Identifiers.RoleOf(node) == NameRole.Read;

    /// <summary>The loop that gives this mention its value; null where something else does.</summary>
    private static SyntaxNode? LoopOf(SyntaxNode written)
    {
        foreach (var up in written.Ancestors)
        {
            if (up.Kind == "for_statement")
                return up.Child("left") is { } left && left.Start <= written.Start && written.End <= left.End ? up : null;

            if (up.Kind is "block" or "function_definition")
                return null;
        }

        return null;
    }

    /// <summary>Whether the program has always done so.</summary>
    private static bool WasRead(ChangedFile change, string name, List<SyntaxNode?> loops)
    {
        var end = loops.Max(l => l!.Value.EndLine);
        return change.Before.Nodes.Any(n => n.Text == name && IsRead(n) && n.StartLine > end && n.Ancestors.Any(a => a.Kind == "function_definition" && a.StartLine <= loops[0]!.Value.StartLine));
    }
}
