using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Grammar;

/// <summary>Conditions over the names in scope: absence, emptiness, range, order, membership, and those the function asks already.</summary>
internal static class Predicates
{
    private const int Names = 7, PairNames = 5, Most = 110;

    /// <param name="about">What the condition guards; its names come first.</param>
    public static IReadOnlyList<Predicate> For(EditSite site, SyntaxNode about)
    {
        var mentioned = about.Descendants.Prepend(about).Where(d => d.Kind == "identifier").Select(d => d.Text).ToHashSet();
        var names = site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import)
            .Select(o => o with { Weight = mentioned.Contains(o.Name) ? Math.Min(1, o.Weight + 0.5) : o.Weight * 0.6 })
            .OrderByDescending(o => o.Weight).Take(Names).ToList();

        var found = new List<Predicate>();
        foreach (var name in names)
            found.AddRange(OfOne(name.Name, site.TypeOf(name.Name)).Select(p => p with { Weight = p.Weight * name.Weight }));

        found.AddRange(OfPairs(site, names));
        found.AddRange(OfMembers(about));
        found.AddRange(Asked(site));
        found.AddRange(Questions.For(site, names, "!"));
        found.AddRange(Twins.Of(site, about));
        return [.. found.GroupBy(p => p.Text).Select(g => g.MaxBy(p => p.Weight)).OrderByDescending(p => p.Weight).ThenBy(p => p.Text, StringComparer.Ordinal).Take(Most)];
    }

    private static IEnumerable<Predicate> OfOne(string name, string? type) => type switch
    {
        "number" =>
        [
            new($"{name} === 0", 0.8), new($"{name} <= 0", 0.7), new($"{name} < 0", 0.8), new($"{name} > 0", 0.7), new($"{name} <= 1", 0.6),
            new($"{name} !== 0", 0.5), new($"{name} === 1", 0.6), new($"{name} > 1", 0.5), new($"{name} >= 0", 0.5), new($"{name} < 2", 0.4),
            new($"{name} % 2 === 0", 0.3), new($"{name} % 2 === 1", 0.2), new($"Number.isNaN({name})", 0.4), new($"!isNaN({name})", 0.45), new($"Number.isFinite({name})", 0.4), new($"{name} == null", 0.3),
        ],
        "string" or "Array" =>
        [
            new($"{name}.length === 0", 0.9), new($"!{name}", 0.7), new($"{name}.length > 0", 0.6), new(name, 0.5), new($"{name}.length === 1", 0.4),
            new($"{name}.length <= 1", 0.4), new($"{name}.length > 1", 0.3), new($"{name} == null", 0.3),
        ],
        "Map" or "Set" => [new($"{name}.size === 0", 0.9), new($"{name}.size > 0", 0.6), new($"!{name}", 0.3)],
        "boolean" => [new(name, 0.9), new($"!{name}", 0.9)],
        _ =>
        [
            new($"!{name}", 0.9), new(name, 0.7), new($"{name} === undefined", 0.7), new($"{name} === null", 0.7), new($"{name} == null", 0.7),
            new($"{name} != null", 0.6), new($"{name} !== undefined", 0.6), new($"{name} !== null", 0.6), new($"{name} === 0", 0.4), new($"{name} > 0", 0.3), new($"{name} < 0", 0.3),
            new($"{name} <= 0", 0.3), new($"{name}.length === 0", 0.3), new($"Array.isArray({name})", 0.35), new($"!Array.isArray({name})", 0.25),
            new($"typeof {name} === 'string'", 0.3), new($"typeof {name} !== 'string'", 0.25), new($"typeof {name} === 'object'", 0.25), new($"typeof {name} === 'number'", 0.25), new($"!isNaN({name})", 0.35),
        ],
    };

    private static IEnumerable<Predicate> OfPairs(EditSite site, List<NameOffer> names)
    {
        foreach (var one in names.Take(PairNames))
        {
            foreach (var two in names.Take(PairNames).Where(n => n.Name != one.Name))
            {
                var weight = one.Weight * two.Weight;
                var (left, right) = (site.TypeOf(one.Name), site.TypeOf(two.Name));
                if (right is "Map" or "Set")
                {
                    yield return new($"{two.Name}.has({one.Name})", 0.7 * weight);
                    yield return new($"!{two.Name}.has({one.Name})", 0.7 * weight);
                }
                else if (right is "Array" or "string" && left is not ("Array" or "Object"))
                {
                    yield return new($"{two.Name}.includes({one.Name})", 0.6 * weight);
                    yield return new($"!{two.Name}.includes({one.Name})", 0.6 * weight);
                    if (left is "number")
                    {
                        yield return new($"{one.Name} < {two.Name}.length", 0.5 * weight);
                        yield return new($"{one.Name} >= {two.Name}.length", 0.5 * weight);
                    }
                }
                else if (right is "Object")
                {
                    yield return new($"{one.Name} in {two.Name}", 0.5 * weight);
                    yield return new($"!({one.Name} in {two.Name})", 0.5 * weight);
                }
                else if (left is null || right is null || left == right)
                {
                    foreach (var sign in (string[])["<", "===", "!==", "<="])
                        yield return new($"{one.Name} {sign} {two.Name}", 0.45 * weight);
                }
            }
        }
    }

    /// <summary>Whether the parts that the guarded code reaches into are there.</summary>
    private static IEnumerable<Predicate> OfMembers(SyntaxNode about)
    {
        var reached = about.Descendants.Prepend(about).Where(d => d.Kind is "member_expression" or "subscript_expression").Select(d => d.Child("object")).OfType<SyntaxNode>()
            .Concat(about.Descendants.Prepend(about).Where(d => d.Kind is "member_expression" or "subscript_expression" && !(d.Field == "function" && d.Parent?.Kind == "call_expression")))
            .Where(o => o.Kind is "member_expression" or "subscript_expression" && o.Length < 40).DistinctBy(o => o.Text).Take(4);
        foreach (var part in reached)
        {
            var text = part.Text;
            yield return new($"!{text}", 0.5);
            yield return new(text, 0.5);
            yield return new($"{text} === undefined", 0.4);
            yield return new($"{text} !== undefined", 0.4);
        }
    }

    private static IEnumerable<Predicate> Asked(EditSite site)
    {
        if (site.Function is not { } function)
            yield break;

        var asked = function.Body.Descendants.Where(d => Forms.IsCondition(d) && d.Kind != "parenthesized_expression" && d.Length < 60 && d.StartLine == d.EndLine)
            .DistinctBy(d => d.Text).Take(8);
        foreach (var condition in asked)
            yield return new(Forms.IsJunction(condition) ? $"({condition.Text})" : condition.Text, 0.35);
    }
}
