using System.Text;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What is asked of one thing may have to be asked of the one named like it: of <c>exitActions</c> what is asked of <c>entryActions</c>.</summary>
internal static class Twins
{
    private const int Longest = 80, MostEach = 4;
    private const double Weight = 0.8, LeastShared = 0.5;

    /// <param name="about">The condition that asks already.</param>
    public static IEnumerable<Predicate> Of(EditSite site, SyntaxNode about)
    {
        // A guard is about a statement, which asks nothing.
        if (about.Kind.EndsWith("_statement", StringComparison.Ordinal) || about.Length > 2 * Longest || about.StartLine != about.EndLine || site.Function is not { } function)
            yield break;

        var words = function.Body.Descendants.Where(Rewording.IsWord).Select(n => n.Text).Distinct().ToList();
        foreach (var clause in Clauses(about).Where(c => c.Length <= Longest))
        {
            foreach (var name in clause.Descendants.Prepend(clause).Where(Rewording.IsWord).DistinctBy(n => n.Text))
            {
                foreach (var twin in words.Where(w => Shared(w, name.Text) is >= LeastShared and < 1).OrderByDescending(w => Shared(w, name.Text)).Take(MostEach))
                    yield return new(Said(clause, name.Text, twin), Weight);
            }
        }
    }

    private static IEnumerable<SyntaxNode> Clauses(SyntaxNode condition) =>
        IsJunction(condition) ? condition.NamedChildren.SelectMany(Clauses) : [condition];

    private static bool IsJunction(SyntaxNode node) => node.Children.Any(c => c.Kind is "&&" or "||" or "and" or "or");

    private static double Shared(string one, string two)
    {
        var (parts, others) = (Rewording.Parts(one), Rewording.Parts(two));
        return parts.Count < 2 && others.Count < 2 ? 0 : (double)parts.Intersect(others).Count() / Math.Max(parts.Count, others.Count);
    }

    private static string Said(SyntaxNode clause, string name, string twin)
    {
        var text = new StringBuilder();
        var at = clause.Start;
        foreach (var word in clause.Descendants.Prepend(clause).Where(d => Rewording.IsWord(d) && d.Text == name))
        {
            text.Append(Encoding.UTF8.GetString(clause.Tree.Source.Span[at..word.Start])).Append(twin);
            at = word.End;
        }

        return text.Append(Encoding.UTF8.GetString(clause.Tree.Source.Span[at..clause.End])).ToString();
    }
}
