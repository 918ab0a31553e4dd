using Microsoft.CodeAnalysis;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>What can be done with a value, by its type.</summary>
[Flags]
internal enum Sort
{
    Other = 0,
    Truth = 1,
    Letter = 1 << 1,
    Whole = 1 << 2,
    Long = 1 << 3,
    Single = 1 << 4,
    Real = 1 << 5,
    Money = 1 << 6,
    Text = 1 << 7,
    Choice = 1 << 8,
    Row = 1 << 9,
    Set = 1 << 10,
    Map = 1 << 11,
    Maybe = 1 << 12,
    Time = 1 << 13,
    Day = 1 << 14,
    Span = 1 << 15,

    Number = Whole | Long | Single | Real | Money,
    Fraction = Single | Real | Money,
    Counted = Row | Set | Map,
    Dated = Time | Day | Span,
}

/// <summary>A type, and what can be done with its values.</summary>
internal sealed record Shape(ITypeSymbol Type, Sort Sort)
{
    /// <summary>Of a row or set its items' type, of a map its values', of what may be missing the type that it has where it is there.</summary>
    public ITypeSymbol? Item { get; init; }

    public ITypeSymbol? Key { get; init; }

    /// <summary>The word for how many there are.</summary>
    public string Count { get; init; } = "Count";

    /// <summary>Whether its items are found by number.</summary>
    public bool IsIndexed { get; init; }

    public bool Is(Sort any) => (Sort & any) != 0;

    public bool MayBeNull => Type.IsReferenceType || Sort == Sort.Maybe;
}
