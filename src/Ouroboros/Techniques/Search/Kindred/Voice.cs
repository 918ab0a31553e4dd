using System.Text;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Kindred;

/// <summary>Says what a passage says in the words of ours, at the indentation of ours.</summary>
internal sealed class Voice(EditSite site, Comparison compared)
{
    // A name stands for one that is not known here where at least this share of its parts is the same.
    private const double LeastAlike = 0.5;

    private readonly IReadOnlyList<(string Theirs, string Ours)> parts = Rewording.PartsOf(compared.Words.Append(new(compared.Theirs.Function.Name, compared.Ours.Function.Name)));
    private readonly Dictionary<string, string?> known = [];

    public Comparison Compared => compared;

    /// <summary>Null where it cannot be said here: a name of theirs is nothing here.</summary>
    public Splice? Say(Difference difference)
    {
        var (theirs, ours) = (compared.Theirs, compared.Ours);
        var isInsertion = difference.OursFrom == difference.OursTo;
        if (difference.OursFrom == 0 || difference.From == 0 || difference.Size == 0)
            return null;

        var before = ours.Tokens[difference.OursFrom - 1].End;
        if (difference.From == difference.To)
            return new Splice(before, ours.Tokens[difference.OursTo - 1].End, "");

        var at = isInsertion ? 1 : 0;
        var (theirIndent, ourIndent) = (IndentAt(theirs.File.Tree, theirs.Tokens[difference.From - at].Start), IndentAt(ours.File.Tree, ours.Tokens[difference.OursFrom - at].Start));
        var text = new StringBuilder();
        for (var i = difference.From; i < difference.To; i++)
        {
            if (i > difference.From || isInsertion)
                text.Append(Gap(theirs, i, theirIndent, ourIndent));

            if (Word(theirs.Tokens[i]) is not { } word)
                return null;

            text.Append(word);
        }

        return isInsertion
            ? new Splice(before, before, text.ToString())
            : new Splice(ours.Tokens[difference.OursFrom].Start, ours.Tokens[difference.OursTo - 1].End, text.ToString());
    }

    /// <summary>What stands between a token of theirs and the one before it, without comments, as much deeper than ours as it is than theirs.</summary>
    private string Gap(Passage theirs, int token, string theirIndent, string ourIndent)
    {
        var gap = Text(theirs.File.Tree, theirs.Tokens[token - 1].End, theirs.Tokens[token].Start);
        var line = gap.LastIndexOf('\n');
        if (line < 0)
            return string.IsNullOrWhiteSpace(gap) ? gap : " ";

        var deeper = gap.Length - (line + 1) - theirIndent.Length;
        var indent = deeper >= 0 ? ourIndent + gap[^deeper..] : ourIndent[..Math.Max(0, ourIndent.Length + deeper)];
        return site.Layout.LineEnd + indent;
    }

    private string? Word(SyntaxNode token)
    {
        if (!Rewording.IsWord(token))
            return Rewording.Said(token, parts);

        var text = token.Text;
        if (compared.Words.TryGetValue(text, out var said))
            return said;

        return IsMember(token) ? text : known.TryGetValue(text, out var name) ? name : known[text] = Known(text);
    }

    private static bool IsMember(SyntaxNode token) => token.Kind == "property_identifier" || token.Field is "name" or "attribute";

    private string? Known(string name)
    {
        if (site.IsInScope(name) || (!site.Facts.Binds(name) && !compared.Theirs.File.Facts.Binds(name)))
            return name;

        var theirs = Rewording.Parts(name);
        var best = site.Scope.Select(n => (n.Name, Likeness: Rewording.Likeness(theirs, Rewording.Parts(n.Name)))).MaxBy(n => n.Likeness);
        return best.Likeness >= LeastAlike ? best.Name : null;
    }

    private static string Text(SyntaxTree tree, int from, int to) => Encoding.UTF8.GetString(tree.Source.Span[from..to]);

    private static string IndentAt(SyntaxTree tree, int offset)
    {
        var text = tree.Source.Span;
        var start = offset;
        while (start > 0 && text[start - 1] != (byte)'\n')
            start--;

        var end = start;
        while (end < text.Length && text[end] is (byte)' ' or (byte)'\t')
            end++;

        return Text(tree, start, end);
    }
}
