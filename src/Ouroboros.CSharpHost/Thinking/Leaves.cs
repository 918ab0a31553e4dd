using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>What thinking starts from: the hole's own expression and pieces of it, names and what their objects hold, literals.</summary>
internal sealed class Leaves(Site site, IReadOnlyList<Moment> moments, Notebook notes, Shapes shapes)
{
    private const int Most = 20, MostMembers = 10, LongestOwn = 60;
    private const double LiteralCost = 2, UsualCost = 1.5;

    private static readonly string[] Usual = ["0", "1"], Others = ["-1", "2", "null", "\"\"", "true", "false"];

    public List<Thought> All(Thought? own)
    {
        var names = Named().Concat(Pieces()).ToList();
        var found = names.OrderBy(t => t.Cost).ThenByDescending(t => site.Hole.Near.Contains(t.Text)).Take(Most).ToList();
        if (own is not null && own.Text.Length <= LongestOwn && !found.Any(f => f.Text == own.Text))
            found.Insert(0, own);

        found.AddRange(Members(names).ToList());
        found.AddRange(Literals());
        return found;
    }

    /// <summary>What an object that was copied holds; nothing of its own runs.</summary>
    public IEnumerable<Thought> PartsOf(Thought whole, double cost)
    {
        if (whole.Shape.Sort != Sort.Other || !Array.Exists(whole.Values, v => v is Thing))
            yield break;

        var members = ReadableMembers(whole.Shape.Type).Where(m => Array.Exists(whole.Values, v => v is Thing thing && thing.Parts.ContainsKey(m.Part))).Take(MostMembers);
        var mayBeMissing = Array.Exists(whole.Values, v => v is null);
        foreach (var (name, part, type) in members.ToList())
        {
            var shape = shapes.Of(type);
            var values = Array.ConvertAll(whole.Values, v => v is Thing thing ? thing.Parts.GetValueOrDefault(part, Unknown.Value) : Unknown.Value);
            if (notes.Note($"{whole.Within(Binding.Atom)}.{name}", Binding.Atom, whole.Cost + cost, shape, values, true) is { } noted)
                yield return noted;

            if (mayBeMissing && Array.ConvertAll(whole.Values, v => v is Thing thing ? thing.Parts.GetValueOrDefault(part, Unknown.Value) : v) is var instead
                && notes.Note($"{whole.Within(Binding.Atom)}?.{name}", Binding.Unary, whole.Cost + cost + 0.2, shapes.Missing(shape), instead, true) is { } careful)
                yield return careful;
        }
    }

    private IEnumerable<Thought> Named()
    {
        var handed = site.Handed.ToList();
        foreach (var name in site.Names)
        {
            var at = handed.FindIndex(h => ReferenceEquals(h, name));
            var values = new object?[moments.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = name.Constant is { } constant ? Constant(constant, name.Type) : moments[i].Held[at];

            var cost = name.IsOwn ? 1 : name.Constant is null ? 1.2 : 1.3;
            if (notes.Note(name.Text, Binding.Atom, cost, shapes.Of(name.Type), values, true) is not { } noted)
                continue;

            yield return noted;
            foreach (var part in PartsOf(noted, 0.5))
                yield return part;
        }
    }

    private static object Constant(object value, ITypeSymbol type) =>
        type.TypeKind == TypeKind.Enum ? new Choice(FullName(type), Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)) : value;

    /// <summary>As the runtime writes the name of a type.</summary>
    private static string FullName(ITypeSymbol type) =>
        type.ContainingType is { } outer ? $"{FullName(outer)}+{type.MetadataName}"
            : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;

    private IEnumerable<Thought> Pieces()
    {
        foreach (var (at, piece) in site.Parts.Index())
        {
            if (site.Model.GetTypeInfo(piece).Type is { } type
                && notes.Note(piece.ToString(), Binding.Atom, 1.5, shapes.Of(type), [.. moments.Select(m => m.Parts[at])], true) is { } noted)
                yield return noted;
        }
    }

    /// <summary>Members of the enumerations that names are of.</summary>
    private IEnumerable<Thought> Members(IEnumerable<Thought> names)
    {
        var types = names.Select(n => n.Shape).Append(shapes.Of(site.Target)).Where(s => s.Is(Sort.Choice)).Select(s => s.Type).Distinct(SymbolEqualityComparer.Default).Take(3).ToList();
        foreach (var type in types.OfType<INamedTypeSymbol>())
        {
            foreach (var member in type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue).Take(MostMembers))
            {
                var value = Constant(member.ConstantValue!, type);
                if (notes.Note($"{type.ToMinimalDisplayString(site.Model, site.Node.SpanStart)}.{member.Name}", Binding.Atom, LiteralCost, shapes.Of(type), Always(value), false) is { } noted)
                    yield return noted;
            }
        }
    }

    private IEnumerable<Thought> Literals()
    {
        foreach (var text in site.Hole.Literals.Concat(Usual).Concat(Others).Distinct())
        {
            if (Read(SyntaxFactory.ParseExpression(text)) is not var (value, shape))
                continue;

            var cost = Usual.Contains(text) ? UsualCost : LiteralCost;
            if (notes.Note(text, text[0] == '-' ? Binding.Unary : Binding.Atom, cost, shape, Always(value), false) is { } noted)
                yield return noted;
        }
    }

    private (object? Value, Shape Shape)? Read(ExpressionSyntax literal) => literal switch
    {
        LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression } => (null, shapes.Anything),
        LiteralExpressionSyntax { Token.Value: { } value } when ShapeOf(value) is { } shape => (value, shape),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax { Token.Value: { } value } } when ShapeOf(value) is { } shape =>
            (Numbers.Calculated('-', shape.Sort, 0, value), shape),
        _ => null,
    };

    private Shape? ShapeOf(object value) => value switch
    {
        int => shapes.Whole,
        long => shapes.Long,
        double => shapes.Real,
        float => shapes.Single,
        decimal => shapes.Money,
        string => shapes.Text,
        char => shapes.Letter,
        bool => shapes.Truth,
        _ => null,
    };

    private IEnumerable<(string Name, string Part, ITypeSymbol Type)> ReadableMembers(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            foreach (var element in tuple.TupleElements)
                yield return (element.Name, (element.CorrespondingTupleField ?? element).Name, element.Type);

            yield break;
        }

        var seen = new HashSet<string>();
        IEnumerable<ITypeSymbol> lineage = type.TypeKind == TypeKind.Interface ? [type, .. type.AllInterfaces] : Lineage(type);
        foreach (var member in lineage.SelectMany(t => t.GetMembers()).Where(m => !m.IsStatic && m.CanBeReferencedByName && site.Model.IsAccessible(site.Node.SpanStart, m)))
        {
            var of = member switch { IPropertySymbol { IsIndexer: false, GetMethod: not null } p => p.Type, IFieldSymbol f => f.Type, _ => null };
            if (of is not null && seen.Add(member.Name))
                yield return (member.Name, member.Name, of);
        }
    }

    private static IEnumerable<ITypeSymbol> Lineage(ITypeSymbol type)
    {
        for (var at = type; at is { SpecialType: SpecialType.None }; at = at.BaseType)
            yield return at;
    }

    private object?[] Always(object? value)
    {
        var values = new object?[moments.Count];
        Array.Fill(values, value);
        return values;
    }
}
