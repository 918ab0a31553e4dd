namespace Ouroboros.Techniques.Search.Editing;

/// <summary>Puts text in the place of the bytes from <paramref name="Start"/> to <paramref name="End"/>.</summary>
public readonly record struct Splice(int Start, int End, string Text);

/// <summary>One way to change a place, before it costs anything.</summary>
/// <param name="Weight">How likely among its operator's edits, above 0 and up to 1.</param>
/// <param name="Splices">Ascending, never overlapping.</param>
public readonly record struct Edit(double Weight, IReadOnlyList<Splice> Splices)
{
    public Edit(double weight, Splice only)
        : this(weight, [only])
    {
    }

    /// <summary>In words for people, where the changed text alone would not tell.</summary>
    public string? Note { get; init; }
}
