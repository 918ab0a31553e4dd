using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Search.Learning;

/// <summary>Finds the accepted fixes whose failure resembles the one at hand.</summary>
public static class FixMemory
{
    private const double LeastSimilarity = 0.35;
    private const int Most = 24, MostWords = 24;

    public static FailureSignature SignatureOf(TestResult failing)
    {
        var exception = failing.Outcome == TestOutcome.TimedOut ? "Hang" : failing.Failure?.Exception ?? failing.Outcome.ToString();
        return new FailureSignature(exception[(exception.LastIndexOf('.') + 1)..], Words(failing.Failure?.Message ?? ""));
    }

    public static IReadOnlyList<Recollection> Resembling(IReadOnlyList<RememberedFix> fixes, IReadOnlyList<TestResult> failing)
    {
        var now = failing.Select(SignatureOf).ToList();
        return [.. fixes
            .Select((fix, age) => (Recollection: new Recollection(fix, now.Select(n => Similarity(n, fix.Signature)).DefaultIfEmpty().Max()), age))
            .Where(r => r.Recollection.Similarity >= LeastSimilarity)
            .OrderByDescending(r => r.Recollection.Similarity).ThenBy(r => r.age)
            .Select(r => r.Recollection).Take(Most)];
    }

    /// <summary>Cosine of the two bags of words; the exception's type counts twice.</summary>
    public static double Similarity(FailureSignature one, FailureSignature two)
    {
        const double typeWeight = 4;
        var dot = one.Exception == two.Exception ? typeWeight : 0;
        dot += one.Words.Intersect(two.Words).Count();
        return dot / Math.Sqrt((typeWeight + one.Words.Count) * (typeWeight + two.Words.Count));
    }

    // Numbers and quoted values differ in every failure, so only plain words tell.
    private static List<string> Words(string message)
    {
        var words = new SortedSet<string>(StringComparer.Ordinal);
        var word = new System.Text.StringBuilder();
        foreach (var c in message.AsSpan(0, Math.Min(message.Length, 2_000)))
        {
            if (char.IsLetter(c))
            {
                word.Append(char.ToLowerInvariant(c));
                continue;
            }

            Close(words, word);
        }

        Close(words, word);
        return [.. words.Take(MostWords)];
    }

    private static void Close(SortedSet<string> words, System.Text.StringBuilder word)
    {
        if (word.Length is > 2 and < 24)
            words.Add(word.ToString());

        word.Clear();
    }
}
