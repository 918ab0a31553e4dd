using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Grammar;

/// <summary>Conditions over the names in scope: absence, emptiness, range, order, membership, and those the function asks already.</summary>
internal static class Predicates
{
    private const int Names = 7, PairNames = 5, MostAttributes = 6, Most = 120;

    /// <param name="about">What the condition guards; its names come first.</param>
    public static IReadOnlyList<Predicate> For(EditSite site, SyntaxNode about)
    {
        var mentioned = about.Descendants.Prepend(about).Where(d => d.Kind == "identifier").Select(d => d.Text).ToHashSet();
        var names = site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import && n.Name is not ("self" or "cls"))
            .Select(o => o with { Weight = mentioned.Contains(o.Name) ? Math.Min(1, o.Weight + 0.5) : o.Weight * 0.6 })
            .OrderByDescending(o => o.Weight).Take(Names).ToList();

        var found = new List<Predicate>();
        foreach (var name in names)
            found.AddRange(OfOne(name.Name, site.TypeOf(name.Name)).Select(p => p with { Weight = p.Weight * name.Weight }));

        found.AddRange(OfPairs(site, names));
        found.AddRange(OfEnds(site, about, names));
        found.AddRange(OfLookups(site, about));
        found.AddRange(OfAttributes(site, about, names));
        found.AddRange(Asked(site));
        found.AddRange(Questions.For(site, names, "not "));
        found.AddRange(Twins.Of(site, about));
        return [.. found.GroupBy(p => p.Text).Select(g => g.MaxBy(p => p.Weight)).OrderByDescending(p => p.Weight).Take(Most)];
    }

    private static IEnumerable<Predicate> OfOne(string name, string? type) => type switch
    {
        "int" or "float" =>
        [
            new($"{name} == 0", 0.8), new($"{name} <= 0", 0.7), new($"{name} < 0", 0.8), new($"{name} > 0", 0.7), new($"{name} <= 1", 0.6),
            new($"{name} != 0", 0.5), new($"{name} == 1", 0.6), new($"{name} > 1", 0.5), new($"{name} >= 0", 0.5), new($"{name} < 2", 0.4),
            new($"{name} % 2 == 0", 0.3), new($"{name} % 2 == 1", 0.2), new($"{name} is None", 0.3), new($"{name} is not None", 0.3),
        ],
        "str" or "list" or "tuple" or "dict" or "set" or "deque" =>
        [
            new($"not {name}", 0.9), new(name, 0.7), new($"len({name}) == 1", 0.4), new($"len({name}) <= 1", 0.4), new($"len({name}) > 1", 0.3),
            new($"{name} is None", 0.5), new($"{name} is not None", 0.4),
        ],
        "bool" => [new(name, 0.9), new($"not {name}", 0.9)],
        _ =>
        [
            new($"{name} is None", 0.8), new($"not {name}", 0.9), new($"{name} is not None", 0.7), new(name, 0.7), new($"{name} == 0", 0.5),
            new($"{name} > 0", 0.3), new($"{name} < 0", 0.4), new($"{name} <= 0", 0.3), new($"{name} == 1", 0.3), new($"{name} <= 1", 0.3),
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
                if (IsContainer(right))
                {
                    yield return new($"{one.Name} in {two.Name}", 0.6 * weight);
                    yield return new($"{one.Name} not in {two.Name}", 0.6 * weight);
                    if (left is "int" && right is "list" or "tuple" or "str" or "deque")
                    {
                        yield return new($"{one.Name} < len({two.Name})", 0.5 * weight);
                        yield return new($"{one.Name} >= len({two.Name})", 0.5 * weight);
                    }
                }
                else if (!IsContainer(left) && (left is null || right is null || left == right || (left is "int" or "float" && right is "int" or "float")))
                {
                    foreach (var sign in (string[])["<", "==", "!=", "<="])
                        yield return new($"{one.Name} {sign} {two.Name}", 0.45 * weight);

                    if (left is null && right is null)
                        yield return new($"{one.Name} in {two.Name}", 0.2 * weight);
                }
            }
        }
    }

    /// <summary>How the first or last of a row compares: what a loop that takes from one end has to ask.</summary>
    private static IEnumerable<Predicate> OfEnds(EditSite site, SyntaxNode about, List<NameOffer> names)
    {
        var code = string.Concat(Guarded(about).Select(n => n.Text + "\n"));
        foreach (var row in names.Where(n => site.TypeOf(n.Name) is "list" or "tuple" or "deque" or "str" or null).Take(3))
        {
            string[] ends =
            [
                .. Takes(code, row.Name, ".popleft()", ".pop(0)", "[0]", "[1:]") ? new[] { $"{row.Name}[0]" } : [],
                .. Takes(code, row.Name, ".pop()", ".append(", "[-1]", "[:-1]") ? new[] { $"{row.Name}[-1]" } : [],
            ];
            foreach (var end in ends)
            {
                foreach (var name in names.Where(n => n.Name != row.Name && !IsContainer(site.TypeOf(n.Name))).Take(3))
                {
                    foreach (var sign in (string[])["<", "<=", ">", ">=", "==", "!="])
                        yield return new($"{end} {sign} {name.Name}", 0.8 * row.Weight * (0.5 + (0.5 * name.Weight)));
                }
            }
        }
    }

    private static bool Takes(string code, string row, params ReadOnlySpan<string> ways)
    {
        foreach (var way in ways)
        {
            if (code.Contains(row + way, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>Whether what the guarded code looks up is there.</summary>
    private static IEnumerable<Predicate> OfLookups(EditSite site, SyntaxNode about)
    {
        var missed = site.Unit.Surroundings.Exceptions.Contains("KeyError");
        var beyond = site.Unit.Surroundings.Exceptions.Contains("IndexError");
        foreach (var lookup in Guarded(about).SelectMany(n => n.Descendants.Prepend(n)).Where(IsLookup).DistinctBy(l => l.Text).Take(4))
        {
            var (owner, key) = (lookup.Child("value")!.Value, lookup.Child("subscript")!.Value);
            if (key.Kind != "integer")
            {
                yield return new($"{key.Text} in {owner.Text}", missed ? 1 : 0.6);
                yield return new($"{key.Text} not in {owner.Text}", missed ? 1 : 0.6);
            }

            if (site.TypeOf(owner.Text) is not ("dict" or "set"))
            {
                yield return new($"{key.Text} < len({owner.Text})", beyond ? 0.9 : 0.3);
                yield return new($"{key.Text} >= len({owner.Text})", beyond ? 0.9 : 0.3);
            }
        }
    }

    private static bool IsLookup(SyntaxNode node) =>
        node.Kind == "subscript" && node.Length <= 40 && node.Child("subscript") is { Kind: "identifier" or "attribute" or "string" or "integer" or "call" };

    // A condition guards what stands under it as well.
    private static IEnumerable<SyntaxNode> Guarded(SyntaxNode about)
    {
        yield return about;
        var statement = about;
        while (statement.Parent is { Kind: "boolean_operator" or "not_operator" or "parenthesized_expression" } wider)
            statement = wider;

        if (statement.Field != "condition" || statement.Parent is not { } whole)
            yield break;

        foreach (var guarded in (whole.Child("consequence") ?? whole.Child("body"))?.NamedChildren.Take(3) ?? [])
            yield return guarded;
    }

    /// <summary>What the guarded code, or the function, reads from things: a child that may be missing, a balance that may be too small.</summary>
    private static IEnumerable<Predicate> OfAttributes(EditSite site, SyntaxNode about, List<NameOffer> names)
    {
        var near = AttributesIn(about).Select(a => (Text: a, Weight: 0.9));
        var far = site.Function is { } function ? AttributesIn(function.Body).Select(a => (Text: a, Weight: 0.45)) : [];
        foreach (var (text, weight) in near.Concat(far).DistinctBy(a => a.Text).Take(MostAttributes))
        {
            yield return new($"not {text}", 0.8 * weight);
            yield return new($"{text} is None", 0.7 * weight);
            yield return new(text, 0.6 * weight);
            yield return new($"{text} is not None", 0.6 * weight);
            foreach (var name in names.Take(3).Where(n => !text.StartsWith(n.Name + ".", StringComparison.Ordinal) && !IsContainer(site.TypeOf(n.Name))))
            {
                foreach (var sign in (string[])[">", "<", ">=", "==", "!=", "not in", "in"])
                    yield return new($"{name.Name} {sign} {text}", (sign.EndsWith("in", StringComparison.Ordinal) ? 0.4 : 0.6) * weight * name.Weight);
            }
        }
    }

    private static IEnumerable<string> AttributesIn(SyntaxNode place) => place.Descendants.Prepend(place)
        .Where(d => d.Kind == "attribute" && d.Length <= 40 && !(d.Field == "function" && d.Parent?.Kind == "call") && d.Child("object")?.Kind is "identifier" or "attribute")
        .Select(d => d.Text).Distinct();

    /// <summary>What is asked elsewhere in the function, as it is and negated.</summary>
    private static IEnumerable<Predicate> Asked(EditSite site)
    {
        if (site.Function is not { } function)
            yield break;

        var asked = function.Body.Descendants
            .Where(d => d.Length <= 60 && d.StartLine == d.EndLine && d.Kind is "comparison_operator" or "not_operator" && !Overlaps(d, site.Node))
            .DistinctBy(d => d.Text).Take(8);
        foreach (var condition in asked)
        {
            yield return new(condition.Text, 0.5);
            yield return new($"not ({condition.Text})", 0.3);
        }
    }

    private static bool Overlaps(SyntaxNode one, SyntaxNode two) => one.Start < two.End && two.Start < one.End && two.EndLine == two.StartLine;

    private static bool IsContainer(string? type) => type is "list" or "dict" or "set" or "tuple" or "str" or "deque" or "frozenset";
}
