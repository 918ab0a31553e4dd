using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What is asked of one thing may have to be asked of the one named like it: of <c>exitActions</c> what is asked of <c>entryActions</c>.</summary>
internal static class Twins
{
    private const int Longest = 80, MostEach = 4;
    private const double Weight = 0.8, LeastAlike = 0.5;

    /// <param name="about">The condition that asks already.</param>
    public static IEnumerable<Predicate> Of(EditSite site, SyntaxNode about)
    {
        // A guard is about a statement, which asks nothing.
        if (about.Kind.EndsWith("_statement", StringComparison.Ordinal) || about.Length > 2 * Longest || about.StartLine != about.EndLine || site.Function is not { } function)
            yield break;

        var words = function.Body.Descendants.Where(Rewording.IsWord).Select(n => n.Text).Distinct().Select(w => (Word: w, Parts: Rewording.Parts(w))).ToList();
        foreach (var clause in Clauses(about).Where(c => c.Length <= Longest))
        {
            foreach (var name in clause.Descendants.Prepend(clause).Where(Rewording.IsWord).Select(n => n.Text).Distinct())
            {
                var parts = Rewording.Parts(name);
                var twins = words.Where(w => w.Word != name).Select(w => (w.Word, Likeness: Rewording.Likeness(w.Parts, parts)))
                    .Where(t => t.Likeness >= LeastAlike).OrderByDescending(t => t.Likeness).Take(MostEach);
                foreach (var (twin, _) in twins)
                    yield return new(Rewording.Said(clause, new Dictionary<string, string> { [name] = twin }), Weight);
            }
        }
    }

    private static IEnumerable<SyntaxNode> Clauses(SyntaxNode condition) =>
        IsJunction(condition) ? condition.NamedChildren.SelectMany(Clauses) : [condition];

    private static bool IsJunction(SyntaxNode node) => node.Children.Any(c => c.Kind is "&&" or "||" or "and" or "or");
}
