using System.Text;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>Says in the words of one place what another place says in its own.</summary>
internal static class Rewording
{
    private static readonly HashSet<string> Texts = ["string", "template_string", "string_literal", "verbatim_string_literal"];

    /// <summary>Tokens; a text counts as one, with all that is put into it.</summary>
    public static List<SyntaxNode> Leaves(params IEnumerable<SyntaxNode> nodes) => [.. nodes.SelectMany(n => n.Descendants.Prepend(n)).Where(IsLeaf)];

    /// <summary>Their words in ours; null where one of theirs stands for two of ours.</summary>
    public static Dictionary<string, string>? Words(IReadOnlyList<(SyntaxNode Theirs, SyntaxNode Ours)> pairs)
    {
        var words = new Dictionary<string, string>();
        foreach (var (theirs, ours) in pairs.Where(p => IsWord(p.Theirs) && IsWord(p.Ours)))
        {
            if (!words.TryAdd(theirs.Text, ours.Text) && words[theirs.Text] != ours.Text)
                return null;
        }

        return words.Any(w => w.Key != w.Value) ? words : null;
    }

    /// <summary>Their words in ours, where most of theirs stand for that one.</summary>
    public static Dictionary<string, string> MostUsed(IReadOnlyList<(SyntaxNode Theirs, SyntaxNode Ours)> pairs) => pairs
        .Where(p => IsWord(p.Theirs) && IsWord(p.Ours)).GroupBy(p => p.Theirs.Text, p => p.Ours.Text)
        .ToDictionary(g => g.Key, g => g.CountBy(w => w).MaxBy(w => (w.Value, w.Key == g.Key ? 1 : 0)).Key);

    /// <summary>Their text with our words; where one part of a name tells theirs from ours, texts follow: <c>"anyOf"</c> becomes <c>"allOf"</c>.</summary>
    public static string Said(SyntaxNode theirs, IReadOnlyDictionary<string, string> words)
    {
        var parts = PartsOf(words);
        var text = new StringBuilder();
        var at = theirs.Start;
        foreach (var leaf in Leaves(theirs))
        {
            text.Append(Encoding.UTF8.GetString(theirs.Tree.Source.Span[at..leaf.Start]));
            text.Append(IsWord(leaf) ? words.GetValueOrDefault(leaf.Text, leaf.Text) : Said(leaf, parts));
            at = leaf.End;
        }

        return text.ToString();
    }

    /// <summary>A token that is no name, where texts follow the names.</summary>
    public static string Said(SyntaxNode leaf, IReadOnlyList<(string Theirs, string Ours)> parts) => Texts.Contains(leaf.Kind) ? Renamed(leaf.Text, parts) : leaf.Text;

    /// <summary>The parts in which names of theirs differ from ours.</summary>
    public static IReadOnlyList<(string Theirs, string Ours)> PartsOf(IEnumerable<KeyValuePair<string, string>> words) =>
        [.. words.Select(w => Part(w.Key, w.Value)).OfType<(string Theirs, string Ours)>().Distinct()];

    /// <summary>The words that a name is put together from, in small letters.</summary>
    public static List<string> Parts(string name)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 1; i <= name.Length; i++)
        {
            if (i < name.Length && name[i] != '_' && name[i - 1] != '_' && !(char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])))
                continue;

            if (name[start..i].Trim('_') is { Length: > 0 } part)
                parts.Add(part.ToLowerInvariant());

            start = i;
        }

        return parts;
    }

    /// <summary>How many of the parts of two names are the same, from 0 to 1; 0 for names of one part each, which are the same or not.</summary>
    public static double Likeness(List<string> one, List<string> two) =>
        one.Count < 2 && two.Count < 2 ? 0 : (double)one.Intersect(two).Count() / Math.Max(one.Count, two.Count);

    private static bool IsLeaf(SyntaxNode node) =>
        node.Length > 0 && (Texts.Contains(node.Kind) || !node.Children.Any()) && !node.Ancestors.Any(a => Texts.Contains(a.Kind));

    public static bool IsWord(SyntaxNode leaf) => leaf.Kind is "identifier" or "property_identifier";

    /// <summary>The one part in which two names differ, in small letters.</summary>
    private static (string Theirs, string Ours)? Part(string theirs, string ours)
    {
        var (one, two) = (Parts(theirs), Parts(ours));
        var different = one.Count == two.Count ? one.Zip(two).Where(p => p.First != p.Second).ToList() : [];
        return different is [var (a, b)] && a.Length > 1 && b.Length > 1 ? (a, b) : null;
    }

    private static string Renamed(string text, IReadOnlyList<(string Theirs, string Ours)> parts)
    {
        foreach (var (theirs, ours) in parts)
        {
            text = text.Replace(theirs, ours, StringComparison.Ordinal)
                .Replace(Capital(theirs), Capital(ours), StringComparison.Ordinal)
                .Replace(theirs.ToUpperInvariant(), ours.ToUpperInvariant(), StringComparison.Ordinal);
        }

        return text;
    }

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
