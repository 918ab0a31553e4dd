using Microsoft.CodeAnalysis;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>The shapes of the types of one program.</summary>
internal sealed class Shapes(Compilation code)
{
    private static readonly HashSet<string> Indexed = ["List", "IList", "IReadOnlyList"];
    private static readonly HashSet<string> Rows = ["List", "IList", "IReadOnlyList", "ICollection", "IReadOnlyCollection", "Queue", "Stack", "LinkedList", "IEnumerable"];
    private static readonly HashSet<string> Sets = ["HashSet", "SortedSet", "ISet", "IReadOnlySet"];
    private static readonly HashSet<string> Maps = ["Dictionary", "SortedDictionary", "IDictionary", "IReadOnlyDictionary"];

    private readonly Dictionary<ITypeSymbol, Shape> known = new(SymbolEqualityComparer.Default);

    public Shape Truth => Special(SpecialType.System_Boolean);

    public Shape Whole => Special(SpecialType.System_Int32);

    public Shape Long => Special(SpecialType.System_Int64);

    public Shape Single => Special(SpecialType.System_Single);

    public Shape Real => Special(SpecialType.System_Double);

    public Shape Money => Special(SpecialType.System_Decimal);

    public Shape Letter => Special(SpecialType.System_Char);

    public Shape Text => Special(SpecialType.System_String);

    public Shape Texts => Of(code.CreateArrayTypeSymbol(Text.Type));

    public Shape Anything => Special(SpecialType.System_Object);

    public Shape? Named(string fullName) => code.GetTypeByMetadataName(fullName) is { } type ? Of(type) : null;

    /// <summary>What it is where it is there.</summary>
    public Shape Inner(Shape shape) => shape.Sort == Sort.Maybe ? Of(shape.Item!) : shape;

    /// <summary>The same, where it may be missing.</summary>
    public Shape Missing(Shape shape) => shape.MayBeNull ? shape : Of(code.GetSpecialType(SpecialType.System_Nullable_T).Construct(shape.Type));

    /// <summary>The type that two numbers have together, or null where they have none.</summary>
    public Shape? Joint(Shape one, Shape other)
    {
        if (!Counts(one) || !Counts(other) || (one.Is(Sort.Money) && other.Is(Sort.Real | Sort.Single)) || (other.Is(Sort.Money) && one.Is(Sort.Real | Sort.Single)))
            return null;

        return one.Is(Sort.Money) || other.Is(Sort.Money) ? Money
            : one.Is(Sort.Real) || other.Is(Sort.Real) ? Real
            : one.Is(Sort.Single) || other.Is(Sort.Single) ? Single
            : one.Is(Sort.Long) || other.Is(Sort.Long) ? Long : Whole;
    }

    public Shape Of(ITypeSymbol type) => known.TryGetValue(type, out var shape) ? shape : known[type] = Made(type);

    private static bool Counts(Shape shape) => shape.Is(Sort.Number | Sort.Letter);

    private Shape Special(SpecialType type) => Of(code.GetSpecialType(type));

    private static Shape Made(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean:
                return new Shape(type, Sort.Truth);
            case SpecialType.System_Char:
                return new Shape(type, Sort.Letter);
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32:
                return new Shape(type, Sort.Whole);
            case SpecialType.System_UInt32 or SpecialType.System_Int64:
                return new Shape(type, Sort.Long);
            case SpecialType.System_Single:
                return new Shape(type, Sort.Single);
            case SpecialType.System_Double:
                return new Shape(type, Sort.Real);
            case SpecialType.System_Decimal:
                return new Shape(type, Sort.Money);
            case SpecialType.System_String:
                return new Shape(type, Sort.Text) { Count = "Length", IsIndexed = true };
            case SpecialType.System_DateTime:
                return new Shape(type, Sort.Time);
        }

        if (type.TypeKind == TypeKind.Enum)
            return new Shape(type, Sort.Choice);

        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return new Shape(type, Sort.Row) { Item = array.ElementType, Count = "Length", IsIndexed = true };

        return type is INamedTypeSymbol named && IsOfLibrary(named) ? OfLibrary(named) : new Shape(type, Sort.Other);
    }

    private static Shape OfLibrary(INamedTypeSymbol type) => (type.Name, type.TypeArguments) switch
    {
        ("Nullable", [var item]) => new Shape(type, Sort.Maybe) { Item = item },
        ("TimeSpan", []) => new Shape(type, Sort.Span),
        ("DateOnly", []) => new Shape(type, Sort.Day),
        (var name, [var item]) when Rows.Contains(name) => new Shape(type, Sort.Row) { Item = item, IsIndexed = Indexed.Contains(name), Count = name == "IEnumerable" ? "Count()" : "Count" },
        (var name, [var item]) when Sets.Contains(name) => new Shape(type, Sort.Set) { Item = item },
        (var name, [var key, var item]) when Maps.Contains(name) => new Shape(type, Sort.Map) { Item = item, Key = key },
        _ => new Shape(type, Sort.Other),
    };

    private static bool IsOfLibrary(INamedTypeSymbol type) => type.ContainingNamespace is { Name: "System" or "Generic" } space && space.ToDisplayString() is "System" or "System.Collections.Generic";
}
