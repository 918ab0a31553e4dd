using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>What a loop left in its variable, read after it: nothing, where there was no turn.</summary>
internal static class Leftovers
{
    public static IEnumerable<AntiPattern> In(ChangedFile change)
    {
        var fresh = change.NewNodes.Where(IsRead).ToHashSet();
        foreach (var read in fresh.DistinctBy(n => n.Text))
        {
            if (read.Ancestors.FirstOrDefault(a => a.Kind == "function_definition") is not { Tree: not null } function)
                continue;

            var mentions = function.Descendants.Where(d => d.Kind == "identifier" && d.Text == read.Text).ToList();
            var roles = mentions.Select(Identifiers.RoleOf).ToHashSet();
            var loops = mentions.Where(m => Identifiers.RoleOf(m) == NameRole.Written).Select(LoopOf).ToList();
            if (loops.Count == 0 || roles.Contains(NameRole.Declared) || loops.Any(l => l is not { } loop || loop.End > read.Start))
                continue;

            // Where the program has always done so, it knows why.
            var end = loops.Max(l => l!.Value.End);
            if (!mentions.Any(m => m.Start >= end && IsRead(m) && !fresh.Contains(m)))
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
}
