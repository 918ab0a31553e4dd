namespace Ouroboros.CSharpHost.Watching;

/// <summary>What could not be copied, or cannot be worked out.</summary>
internal sealed class Unknown
{
    private Unknown()
    {
    }

    public static Unknown Value { get; } = new();
}

/// <summary>A member of an enumeration, apart from the program that it comes from.</summary>
internal sealed record Choice(string Type, long Number);

/// <summary>A copy that holds others.</summary>
/// <param name="mark">Equal for copies of equal contents.</param>
internal abstract class Held(ulong mark)
{
    public ulong Mark => mark;
}

/// <summary>The items of an array, a list, a queue, or a set.</summary>
/// <param name="isPlain">Whether it finds items as anybody would, by what they are.</param>
internal sealed class Row(IReadOnlyList<object?> items, bool isPlain, ulong mark) : Held(mark)
{
    public IReadOnlyList<object?> Items => items;

    public bool IsPlain => isPlain;
}

internal sealed class Map(IReadOnlyList<KeyValuePair<object?, object?>> pairs, bool isPlain, ulong mark) : Held(mark)
{
    public IReadOnlyList<KeyValuePair<object?, object?>> Pairs => pairs;

    public bool IsPlain => isPlain;
}

/// <summary>Any other object: what its fields hold, those of properties under the property's name.</summary>
internal sealed class Thing(IReadOnlyDictionary<string, object?> parts, ulong mark) : Held(mark)
{
    public IReadOnlyDictionary<string, object?> Parts => parts;
}
