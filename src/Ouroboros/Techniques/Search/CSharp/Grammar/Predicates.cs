using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Grammar;

/// <summary>Conditions over the names in scope: absence, emptiness, range, order, membership, and those the type asks already.</summary>
internal static class Predicates
{
    private const int Names = 8, PairNames = 6, Most = 110;

    /// <param name="about">What the condition guards; its names come first.</param>
    public static IReadOnlyList<Predicate> For(EditSite site, SyntaxNode about)
    {
        var mentioned = about.Descendants.Prepend(about).Where(d => d.Kind == "identifier").Select(d => d.Text).ToHashSet();
        var names = site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import)
            .Select(o => o with { Weight = mentioned.Contains(o.Name) ? Math.Min(1, o.Weight + 0.5) : o.Weight * 0.6 })
            .OrderByDescending(o => o.Weight).Take(Names).ToList();

        var found = new List<Predicate>();
        foreach (var name in names)
            found.AddRange(OfOne(name.Name, site.TypeOf(name.Of)).Select(p => p with { Weight = p.Weight * name.Weight }));

        found.AddRange(OfPairs(site, names));
        found.AddRange(OfParts(site, names));
        found.AddRange(Asked(site));
        found.AddRange(Questions.For(site, names, "!"));
        found.AddRange(Twins.Of(site, about));
        return [.. found.GroupBy(p => p.Text).Select(g => g.MaxBy(p => p.Weight)).OrderByDescending(p => p.Weight).ThenBy(p => p.Text, StringComparer.Ordinal).Take(Most)];
    }

    private static IEnumerable<Predicate> OfOne(string name, string? type)
    {
        if (Kinds.IsNumber(type))
        {
            return
            [
                new($"{name} == 0", 0.8), new($"{name} <= 0", 0.7), new($"{name} < 0", 0.8), new($"{name} > 0", 0.7), new($"{name} <= 1", 0.5), new($"{name} != 0", 0.5),
                new($"{name} == 1", 0.5), new($"{name} > 1", 0.5), new($"{name} >= 0", 0.5), new($"{name} < 1", 0.3), new($"{name} % 2 == 0", 0.2),
            ];
        }

        if (type == "bool")
            return [new(name, 0.9), new($"!{name}", 0.9)];

        if (type == "char")
            return [new($"char.IsDigit({name})", 0.6), new($"char.IsLetter({name})", 0.6), new($"char.IsWhiteSpace({name})", 0.6), new($"char.IsLetterOrDigit({name})", 0.4), new($"char.IsUpper({name})", 0.4)];

        if (type is "string" or "string?")
        {
            return
            [
                new($"string.IsNullOrEmpty({name})", 0.9), new($"!string.IsNullOrEmpty({name})", 0.6), new($"string.IsNullOrWhiteSpace({name})", 0.8), new($"!string.IsNullOrWhiteSpace({name})", 0.5),
                new($"{name}.Length == 0", 0.7), new($"{name}.Length > 0", 0.5), new($"{name} is null", 0.5), new($"{name} is not null", 0.4), new($"{name}.Length == 1", 0.3),
            ];
        }

        if (Kinds.IsList(type) || Kinds.IsMap(type))
        {
            var length = Kinds.Length(type);
            return
            [
                new($"{name}.{length} == 0", 0.9), new($"{name}.{length} > 0", 0.7), new($"{name}.{length} == 1", 0.4), new($"{name}.{length} > 1", 0.4), new($"{name} is null", 0.3),
                new($"{name} is not null", 0.3),
            ];
        }

        if (Kinds.IsSequence(type))
            return [new($"!{name}.Any()", 0.9), new($"{name}.Any()", 0.7)];

        return Kinds.MayBeNull(type)
            ? [new($"{name} is null", 0.8), new($"{name} is not null", 0.8), .. type?.EndsWith('?') == true ? [new($"{name} == 0", 0.3)] : Array.Empty<Predicate>()] : [];
    }

    private static IEnumerable<Predicate> OfPairs(EditSite site, List<NameOffer> names)
    {
        foreach (var one in names.Take(PairNames))
        {
            foreach (var two in names.Take(PairNames).Where(n => n.Name != one.Name))
            {
                var weight = one.Weight * two.Weight;
                var (left, right) = (site.TypeOf(one.Of), site.TypeOf(two.Of));
                if (Kinds.IsMap(right) && !Kinds.IsList(left))
                {
                    yield return new($"{two.Name}.ContainsKey({one.Name})", 0.7 * weight);
                    yield return new($"!{two.Name}.ContainsKey({one.Name})", 0.7 * weight);
                }
                else if ((Kinds.IsSequence(right) || right == "string") && !Kinds.IsSequence(left) && !Kinds.IsMap(left))
                {
                    yield return new($"{two.Name}.Contains({one.Name})", 0.6 * weight);
                    yield return new($"!{two.Name}.Contains({one.Name})", 0.6 * weight);
                    if (left == "int" && Kinds.IsIndexed(right))
                    {
                        yield return new($"{one.Name} < {two.Name}.{Kinds.Length(right)}", 0.6 * weight);
                        yield return new($"{one.Name} >= {two.Name}.{Kinds.Length(right)}", 0.6 * weight);
                    }
                }
                else if (left is null || right is null || left.TrimEnd('?') == right.TrimEnd('?') || (Kinds.IsNumber(left) && Kinds.IsNumber(right)))
                {
                    foreach (var sign in left is "string" or "bool" ? ["==", "!="] : (string[])["<", "==", "!=", "<="])
                        yield return new($"{one.Name} {sign} {two.Name}", 0.45 * weight);
                }
            }
        }
    }

    /// <summary>Questions that a thing answers by itself: its members that sound like one.</summary>
    private static IEnumerable<Predicate> OfParts(EditSite site, List<NameOffer> names)
    {
        foreach (var name in names.Take(PairNames))
        {
            var parts = (site.Unit.Surroundings.Of(site.Function, name.Name)?.Attributes ?? []).Concat(site.Facts.Attributes.GetValueOrDefault(name.Name, [])).Distinct();
            foreach (var part in parts.Where(p => p.StartsWith("Is", StringComparison.Ordinal) || p.StartsWith("Has", StringComparison.Ordinal) || p.StartsWith("Can", StringComparison.Ordinal) || p.StartsWith("May", StringComparison.Ordinal)).Take(4))
            {
                yield return new($"{name.Name}.{part}", 0.5 * name.Weight);
                yield return new($"!{name.Name}.{part}", 0.5 * name.Weight);
            }
        }
    }

    private static IEnumerable<Predicate> Asked(EditSite site)
    {
        var own = site.Function?.Node is { } function ? Forms.TypeAround(function) ?? function : (SyntaxNode?)null;
        if (own is not { } type)
            yield break;

        var asked = type.Descendants.Where(d => Forms.IsCondition(d) && d.Kind is not ("parenthesized_expression" or "boolean_literal") && d.Length < 70 && d.StartLine == d.EndLine)
            .DistinctBy(d => d.Text).OrderBy(d => Math.Abs(d.StartLine - site.Node.StartLine)).Take(10);
        foreach (var condition in asked)
            yield return new(Forms.IsJunction(condition) ? $"({condition.Text})" : condition.Text, 0.35);
    }
}
