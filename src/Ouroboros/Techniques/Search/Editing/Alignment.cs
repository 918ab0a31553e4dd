using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>Which token of one line answers which of another, so that as much as can be is the same.</summary>
internal static class Alignment
{
    private const int Same = 0, OfOneKind = 3, Alone = 2;

    /// <summary>The pairs, in order; null where too little answers each other.</summary>
    public static IReadOnlyList<(SyntaxNode Theirs, SyntaxNode Ours)>? Of(IReadOnlyList<SyntaxNode> theirs, IReadOnlyList<SyntaxNode> ours)
    {
        var numbers = new Dictionary<string, int>();
        var (left, right) = (Tokens(theirs, numbers), Tokens(ours, numbers));
        var cost = new int[theirs.Count + 1, ours.Count + 1];
        for (var i = theirs.Count; i >= 0; i--)
        {
            for (var j = ours.Count; j >= 0; j--)
                cost[i, j] = Cheapest(cost, left, right, i, j);
        }

        var pairs = new List<(SyntaxNode, SyntaxNode)>();
        for (int i = 0, j = 0; i < theirs.Count && j < ours.Count;)
        {
            if (Pair(left[i], right[j]) is { } price && cost[i, j] == price + cost[i + 1, j + 1])
                pairs.Add((theirs[i++], ours[j++]));
            else if (cost[i, j] == Alone + cost[i + 1, j])
                i++;
            else
                j++;
        }

        return 2 * pairs.Count >= Math.Min(theirs.Count, ours.Count) ? pairs : null;
    }

    private static int Cheapest(int[,] cost, Token[] theirs, Token[] ours, int i, int j)
    {
        if (i == theirs.Length || j == ours.Length)
            return Alone * (theirs.Length - i + ours.Length - j);

        var alone = Alone + Math.Min(cost[i + 1, j], cost[i, j + 1]);
        return Pair(theirs[i], ours[j]) is { } price ? Math.Min(alone, price + cost[i + 1, j + 1]) : alone;
    }

    private static int? Pair(Token theirs, Token ours) => theirs.Kind != ours.Kind ? null : theirs.Text == ours.Text ? Same : OfOneKind;

    // Every token of one is compared with every one of the other: numbers instead of texts.
    private static Token[] Tokens(IReadOnlyList<SyntaxNode> nodes, Dictionary<string, int> numbers) => [.. nodes.Select(n => new Token(Number(n.Kind, numbers), Number(n.Text, numbers)))];

    private static int Number(string text, Dictionary<string, int> numbers)
    {
        if (!numbers.TryGetValue(text, out var number))
            numbers[text] = number = numbers.Count;

        return number;
    }

    private readonly record struct Token(int Kind, int Text);
}
