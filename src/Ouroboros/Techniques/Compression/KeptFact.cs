namespace Ouroboros.Techniques.Compression;

public enum FactKind
{
    /// <summary>What must, must never or may only be; what is raised or asserted; a limit.</summary>
    Constraint,

    /// <summary>A number in a constraint.</summary>
    Number,

    /// <summary>A file's path, with its hash where that is known.</summary>
    File,

    /// <summary>A test that is named, most often since it failed.</summary>
    Test,

    /// <summary>Where something broke, and what it said.</summary>
    Error,
    Signature,
}

/// <summary>Something that no shortening may lose, word for word but for its white space.</summary>
public sealed record KeptFact(FactKind Kind, string Text);

/// <summary>The facts that a shorter text must still hold.</summary>
public sealed record KeptFacts(IReadOnlyList<KeptFact> All)
{
    // A hostile text is full of them; what lies beyond is told by IsCut.
    private const int MostOfAKind = 400;

    public static KeptFacts None { get; } = new([]);

    /// <summary>Whether a text held more than are kept of a kind.</summary>
    public bool IsCut { get; init; }

    /// <summary>Those that can be told by the form of a text's lines.</summary>
    public static KeptFacts In(string text) => Of(text.Split('\n').SelectMany(FactLine.Facts));

    public static KeptFacts Of(IEnumerable<KeptFact> facts)
    {
        KeptFact[] all = [.. facts.Distinct()];
        KeptFact[] kept = [.. all.GroupBy(f => f.Kind).OrderBy(g => g.Key).SelectMany(g => g.Take(MostOfAKind))];
        return new KeptFacts(kept) { IsCut = kept.Length < all.Length };
    }

    public KeptFacts And(KeptFacts other) => Of(All.Concat(other.All)) is var both ? both with { IsCut = both.IsCut || IsCut || other.IsCut } : this;

    public KeptFacts Only(params FactKind[] kinds) => this with { All = [.. All.Where(f => kinds.Contains(f.Kind))] };
}
