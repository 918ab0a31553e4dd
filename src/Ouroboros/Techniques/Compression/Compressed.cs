namespace Ouroboros.Techniques.Compression;

public enum CompressionWay
{
    /// <summary>It fitted as it was.</summary>
    Unchanged,

    /// <summary>Lines were left out.</summary>
    Extracted,

    /// <summary>A model wrote it anew, and the check passed it.</summary>
    Summarised,

    /// <summary>A model wrote it anew and lost facts, which were put back word for word.</summary>
    Mended,
}

/// <summary>A text made shorter, and the proof of what it kept.</summary>
/// <param name="Lost">Facts that it does not hold; none unless the budget has no room for them.</param>
/// <param name="Refused">What a model's summary lost, and why that summary was not taken as it was; empty where none was refused.</param>
public sealed record Compressed(string Text, CompressionWay Way, int TokensBefore, int TokensAfter, IReadOnlyList<KeptFact> Lost, string Refused)
{
    /// <summary>What is left of each token: 0.25 for a quarter.</summary>
    public double Ratio => TokensBefore == 0 ? 1 : TokensAfter / (double)TokensBefore;
}
