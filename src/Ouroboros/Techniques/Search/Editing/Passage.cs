using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What a function does, token by token.</summary>
internal sealed class Passage
{
    private const int Fewest = 8, Most = 500, Longest = 12_000;

    private readonly Dictionary<string, int> texts;
    private readonly Dictionary<string, int> kinds;

    private Passage(KindredFile file, FunctionFacts function, IReadOnlyList<SyntaxNode> tokens)
    {
        File = file;
        Function = function;
        Tokens = tokens;
        Texts = [.. tokens.Select(t => t.Text)];
        texts = Counted(Texts);
        kinds = Counted(tokens.Select(t => t.Kind));
    }

    public KindredFile File { get; }

    public FunctionFacts Function { get; }

    public IReadOnlyList<SyntaxNode> Tokens { get; }

    public IReadOnlyList<string> Texts { get; }

    public static Passage? Of(KindredFile file, FunctionFacts function)
    {
        if (function.Body.Length > Longest)
            return null;

        var tokens = Rewording.Leaves(function.Body).Where(t => t.Kind != "comment").ToList();
        return tokens.Count is >= Fewest and <= Most ? new Passage(file, function, tokens) : null;
    }

    /// <summary>From 0 to 1, without looking at the order of what is said.</summary>
    public double Likeness(Passage other)
    {
        var (few, many) = (Math.Min(Tokens.Count, other.Tokens.Count), Math.Max(Tokens.Count, other.Tokens.Count));
        return 3 * few < many ? 0 : (Shared(texts, other.texts) + Shared(kinds, other.kinds)) / (2.0 * many);
    }

    private static int Shared(Dictionary<string, int> one, Dictionary<string, int> two) => one.Sum(o => Math.Min(o.Value, two.GetValueOrDefault(o.Key)));

    private static Dictionary<string, int> Counted(IEnumerable<string> words) => words.CountBy(w => w).ToDictionary();
}
