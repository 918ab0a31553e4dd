using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Kindred;

/// <summary>
/// Functions that are built alike are meant alike: what the others do at a place, in our words. A guard that all overloads have but
/// one, a part of a condition, an argument: large projects say most things several times.
/// </summary>
/// <param name="statements">The kinds of a language's statements.</param>
internal sealed class KindredEdits(IReadOnlyCollection<string> statements)
{
    private const double LeastAlike = 0.55, LeastSame = 0.6, Joined = 0.8, Whole = 0.9, Taken = 0.5, EachFurther = 0.1;

    // What has the same name in another class means the same thing, however much more one of them does.
    private const double NamesakeAlike = 0.3, NamesakeSame = 0.35;
    private const int MostKin = 6, Longest = 60, MostBetween = 4;

    private readonly HashSet<string> statements = [.. statements];

    public IReadOnlyList<EditOperator> Rows => [new("kindred", 0.5, [.. statements], Propose)];

    private IEnumerable<Edit> Propose(EditSite site) =>
        site.Function is { } function ? site.Unit.Kin.Of(function, site.Node.Index, () => Edits(site, function)) : [];

    /// <summary>All of a function, each with the statement it belongs to.</summary>
    private List<(int At, Edit Edit)> Edits(EditSite site, FunctionFacts function)
    {
        var found = new List<(int, Edit)>();
        var own = site.Unit.Kin.Own;
        if (own.Passages.FirstOrDefault(p => p.Function == function) is not { } ours)
            return found;

        // What stands around ours or within it would only say itself.
        var kin = site.Unit.Surroundings.Kin().Prepend(own).SelectMany(f => f.Passages)
            .Where(p => p.File != own || (!p.Function.Contains(function.Node) && !function.Contains(p.Function.Node)))
            .Select(p => (Passage: p, Likeness: p.Likeness(ours), IsNamesake: p.Function.Name == function.Name)).Where(p => p.Likeness >= (p.IsNamesake ? NamesakeAlike : LeastAlike))
            .OrderByDescending(p => p.Likeness).Take(MostKin);
        foreach (var (theirs, _, isNamesake) in kin)
        {
            if (Comparison.Of(theirs, ours) is { } compared && compared.Likeness >= (isNamesake ? NamesakeSame : LeastSame))
                found.AddRange(Edits(site, compared));
        }

        return found;
    }

    private IEnumerable<(int At, Edit Edit)> Edits(EditSite site, Comparison compared)
    {
        var voice = new Voice(site, compared);
        var differences = compared.Differences;
        var weight = compared.Likeness * compared.Likeness / (1 + (EachFurther * (differences.Count - 1)));
        for (var i = 0; i < differences.Count; i++)
        {
            var one = differences[i];
            if (Edit(voice, one, one.To == one.From ? weight * Taken : weight) is { } edit)
                yield return edit;

            if (i + 1 < differences.Count && differences[i + 1] is var next && next.OursFrom - one.OursTo <= MostBetween
                && Edit(voice, compared.Trimmed(new Difference(one.From, next.To, one.OursFrom, next.OursTo)), weight * Joined) is { } both)
                yield return both;

            if (Statement(compared, one) is { } whole && Edit(voice, whole, weight * Whole) is { } said)
                yield return said;
        }
    }

    private (int At, Edit Edit)? Edit(Voice voice, Difference difference, double weight)
    {
        if (difference.Size > Longest || !voice.Compared.Fits(difference) || voice.Say(difference) is not { } splice || Around(voice.Compared.Ours, difference) is not { } statement)
            return null;

        return (statement.Index, new Edit(weight, splice));
    }

    /// <summary>The same, with the whole statements in which they differ.</summary>
    private Difference? Statement(Comparison compared, Difference one)
    {
        if (one.From == one.To || one.OursFrom == one.OursTo)
            return null;

        var theirs = Around(compared.Theirs.Tokens[one.From], compared.Theirs.Tokens[one.To - 1]);
        var ours = Around(compared.Ours.Tokens[one.OursFrom], compared.Ours.Tokens[one.OursTo - 1]);
        if (theirs is not { } their || ours is not { } our || their.Kind != our.Kind)
            return null;

        var (from, to) = Tokens(compared.Theirs, their);
        var (oursFrom, oursTo) = Tokens(compared.Ours, our);
        return from < to && oursFrom < oursTo ? new Difference(from, to, oursFrom, oursTo) : null;
    }

    private static (int From, int To) Tokens(Passage passage, SyntaxNode node)
    {
        var inside = passage.Tokens.Index().Where(t => node.Start <= t.Item.Start && t.Item.End <= node.End).Select(t => t.Index).ToList();
        return inside.Count == 0 ? (0, 0) : (inside[0], inside[^1] + 1);
    }

    /// <summary>The statement that a difference belongs to: its own, the one before it, or the one behind.</summary>
    private SyntaxNode? Around(Passage ours, Difference difference)
    {
        int[] places = difference.OursTo > difference.OursFrom ? [difference.OursFrom] : [difference.OursFrom - 1, difference.OursFrom];
        foreach (var place in places.Where(p => p >= 0 && p < ours.Tokens.Count))
        {
            if (Around(ours.Tokens[place], ours.Tokens[place]) is { } statement && ours.Function.Contains(statement))
                return statement;
        }

        return null;
    }

    private SyntaxNode? Around(SyntaxNode first, SyntaxNode last)
    {
        foreach (var up in first.Ancestors)
        {
            if (up.End >= last.End && statements.Contains(up.Kind))
                return up;
        }

        return null;
    }
}
