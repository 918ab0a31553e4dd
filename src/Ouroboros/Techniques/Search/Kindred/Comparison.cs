using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Kindred;

/// <summary>Where a passage says another thing than ours: tokens of theirs from one to another, in the place of such tokens of ours.</summary>
internal readonly record struct Difference(int From, int To, int OursFrom, int OursTo)
{
    public int Size => Math.Max(To - From, OursTo - OursFrom);
}

/// <summary>Two passages laid beside each other.</summary>
internal sealed class Comparison
{
    private Comparison(Passage theirs, Passage ours, IReadOnlyDictionary<string, string> words, IReadOnlyList<Difference> differences, double likeness)
    {
        Theirs = theirs;
        Ours = ours;
        Words = words;
        Differences = differences;
        Likeness = likeness;
    }

    public Passage Theirs { get; }

    public Passage Ours { get; }

    /// <summary>Their words in ours.</summary>
    public IReadOnlyDictionary<string, string> Words { get; }

    public IReadOnlyList<Difference> Differences { get; }

    /// <summary>The share of both that says the same, once words are exchanged.</summary>
    public double Likeness { get; }

    /// <summary>Null where too little of one answers the other.</summary>
    public static Comparison? Of(Passage theirs, Passage ours)
    {
        if (Alignment.Of(theirs.Tokens, ours.Tokens) is not { } pairs)
            return null;

        var words = Rewording.MostUsed(pairs);
        var same = pairs.Where(p => p.Theirs.Text is var their && p.Ours.Text is var our && (their == our || (Rewording.IsWord(p.Theirs) && words.GetValueOrDefault(their) == our)))
            .Select(p => (p.Theirs.Index, p.Ours.Index)).ToHashSet();
        var likeness = 2.0 * same.Count / (theirs.Tokens.Count + ours.Tokens.Count);
        return new Comparison(theirs, ours, words, [.. Between(theirs.Tokens, ours.Tokens, pairs.Where(p => same.Contains((p.Theirs.Index, p.Ours.Index))))], likeness);
    }

    /// <summary>Without what both say at either end.</summary>
    public Difference Trimmed(Difference difference)
    {
        var (from, to, oursFrom, oursTo) = (difference.From, difference.To, difference.OursFrom, difference.OursTo);
        for (; from < to && oursFrom < oursTo && AreSame(to - 1, oursTo - 1); to--)
            oursTo--;
        for (; from < to && oursFrom < oursTo && AreSame(from, oursFrom); from++)
            oursFrom++;

        return new Difference(from, to, oursFrom, oursTo);
    }

    /// <summary>Whether theirs closes what ours closes and opens what ours opens, or nothing would fit around it.</summary>
    public bool Fits(Difference difference) =>
        Open(Theirs.Texts, difference.From, difference.To).SequenceEqual(Open(Ours.Texts, difference.OursFrom, difference.OursTo));

    /// <summary>The brackets of a stretch that have no partner in it.</summary>
    private static List<string> Open(IReadOnlyList<string> texts, int from, int to)
    {
        var open = new List<string>();
        for (var i = from; i < to; i++)
        {
            if (open is [.., var last] && (last, texts[i]) is ("(", ")") or ("[", "]") or ("{", "}"))
                open.RemoveAt(open.Count - 1);
            else if (texts[i] is "(" or "[" or "{" or ")" or "]" or "}")
                open.Add(texts[i]);
        }

        return open;
    }

    private bool AreSame(int their, int our) => Words.GetValueOrDefault(Theirs.Texts[their], Theirs.Texts[their]) == Ours.Texts[our];

    private static IEnumerable<Difference> Between(IReadOnlyList<SyntaxNode> theirs, IReadOnlyList<SyntaxNode> ours, IEnumerable<(SyntaxNode Theirs, SyntaxNode Ours)> same)
    {
        int i = 0, j = 0;
        foreach (var (their, our) in same)
        {
            var (from, oursFrom) = (i, j);
            while (theirs[i].Index != their.Index)
                i++;
            while (ours[j].Index != our.Index)
                j++;

            if (i > from || j > oursFrom)
                yield return new Difference(from, i, oursFrom, j);

            i++;
            j++;
        }

        if (i < theirs.Count || j < ours.Count)
            yield return new Difference(i, theirs.Count, j, ours.Count);
    }
}
