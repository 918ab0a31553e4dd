namespace Ouroboros.Techniques.Compression;

/// <summary>Whether a shorter text still holds what it must.</summary>
/// <param name="Lost">Facts that it does not hold, in their order.</param>
public sealed record CheckedSummary(IReadOnlyList<KeptFact> Lost)
{
    public bool IsKept => Lost.Count == 0;
}

/// <summary>
/// Compares a summary with the facts that it must keep. A fact is kept where it stands there word for word, whatever white space lies
/// within; one that is only part of a longer word or number is not.
/// </summary>
public static class SummaryCheck
{
    public static CheckedSummary Check(KeptFacts facts, string summary)
    {
        var text = OneLine(summary);
        return new CheckedSummary([.. facts.All.Where(f => !Holds(text, f))]);
    }

    private static bool Holds(string text, KeptFact fact) => fact.Kind == FactKind.File
        ? OneLine(fact.Text).Split(' ').All(part => Holds(text, part, isNumber: false))
        : Holds(text, OneLine(fact.Text), fact.Kind == FactKind.Number);

    private static bool Holds(string text, string wanted, bool isNumber)
    {
        if (wanted.Length == 0)
            return true;

        for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            var end = at + wanted.Length;
            if (!(IsWord(wanted[0]) && Joins(text, at - 1, -1, isNumber)) && !(IsWord(wanted[^1]) && Joins(text, end, 1, isNumber)))
                return true;
        }

        return false;
    }

    /// <summary>Whether a character beside a word makes it part of a longer one; <c>.5</c> beside a number does, a full stop does not.</summary>
    private static bool Joins(string text, int at, int step, bool isNumber)
    {
        if (at < 0 || at >= text.Length)
            return false;

        var beyond = at + step;
        return IsWord(text[at]) || (step < 0 && text[at] == '/')
            || (isNumber && text[at] is '.' or ',' && beyond >= 0 && beyond < text.Length && char.IsAsciiDigit(text[beyond]));
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
