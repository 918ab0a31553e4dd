using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>Which exceptions are raised, caught, and what then.</summary>
internal static class Handlers
{
    private static readonly string[] Usual =
        ["ValueError", "KeyError", "TypeError", "IndexError", "AttributeError", "ZeroDivisionError", "OSError", "LookupError", "StopIteration", "Exception"];

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("except-replace", 0.5, ["except_clause"], Except),
        new("raise-replace", 0.4, ["raise_statement"], Raise),
        new("try-wrap", 0.12, ["expression_statement", "return_statement"], Wrap),
        new("guard-raise", 0.14, Kinds.Statements, GuardRaise),
        new("raise-drop", 0.2, ["raise_statement"], RaiseDrop),
    ];

    private static IEnumerable<string> Known(EditSite site) =>
        site.Unit.Surroundings.Exceptions.Where(IsRaisable).Concat(Declared(site)).Concat(Usual).Distinct();

    private static IEnumerable<string> Declared(EditSite site) =>
        site.Facts.ModuleScope.Where(n => n.Kind is NameKind.Class or NameKind.Import && (n.Name.EndsWith("Error", StringComparison.Ordinal) || n.Name.EndsWith("Exception", StringComparison.Ordinal)))
            .Select(n => n.Name);

    private static bool IsRaisable(string name) => Usual.Contains(name);

    private static double Weight(EditSite site, string name) => site.Unit.Surroundings.Exceptions.Contains(name) ? 1 : Declared(site).Contains(name) ? 0.7 : 0.4;

    private static IEnumerable<Edit> Except(EditSite site)
    {
        var caught = site.Node.Child("value");
        var target = caught is { Kind: "as_pattern" } pattern ? pattern.NamedChildren.FirstOrDefault() : caught;
        if (target is not { Tree: not null } type)
            yield break;

        foreach (var name in Known(site).Where(n => n != type.Text))
        {
            yield return EditSite.Replace(type, name, Weight(site, name));
            if (type.Kind is "identifier" or "attribute")
                yield return EditSite.Replace(type, $"({type.Text}, {name})", Weight(site, name));
            else if (type.Kind == "tuple" && !type.Text.Contains(name, StringComparison.Ordinal))
                yield return EditSite.Insert(type.End - 1, $", {name}", Weight(site, name));
        }
    }

    private static IEnumerable<Edit> Raise(EditSite site)
    {
        var raised = site.Node.NamedChildren.FirstOrDefault();
        var target = raised.Tree is not null && raised.Kind == "call" ? raised.Child("function") : raised;
        if (target is not { Tree: not null, Kind: "identifier" or "attribute" } type)
            yield break;

        foreach (var name in Known(site).Where(n => n != type.Text))
            yield return EditSite.Replace(type, name, Weight(site, name));
    }

    private static IEnumerable<Edit> RaiseDrop(EditSite site)
    {
        if (site.Function is not { } function)
            yield break;

        foreach (var (value, weight) in Leaves.Values(site, function).Take(6))
            yield return site.Replace(value.Length == 0 ? "return" : $"return {value}", weight);
    }

    private static IEnumerable<Edit> Wrap(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { MayMove: true } own || site.Function is not { } function)
            yield break;

        foreach (var name in site.Unit.Surroundings.Exceptions.Where(IsRaisable).Take(2))
        {
            foreach (var (leave, weight) in Leaves.For(site, function).Take(5).Append(("pass", 0.4)))
            {
                string[] lines = ["try:", .. own.Lines().Select(l => own.Step + l), $"except {name}:", own.Step + leave];
                yield return new Edit(weight, new Splice(own.Node.Start, own.TextEnd, string.Join(site.Layout.LineEnd + own.Indent, lines)))
                {
                    Note = $"`{own.Lines()[0]}` may raise {name}: `{leave}` then",
                };
            }
        }
    }

    /// <summary>Tests that wait for an exception say that something must be refused.</summary>
    private static IEnumerable<Edit> GuardRaise(EditSite site)
    {
        if (site.Function is not { } function || Kinds.Lines.Of(site.Unit, site.Node) is not { } own)
            yield break;

        var isFirst = Insertions.First(site, function)?.Node == site.Node;
        var awaited = site.Unit.Surroundings.Awaited.Where(n => Usual.Contains(n) || site.IsInScope(n)).ToList();
        if (!isFirst && awaited.Count == 0)
            yield break;

        var names = awaited.Count > 0 ? awaited : Declared(site).Concat(["ValueError", "TypeError", "KeyError", "IndexError"]).Distinct().Take(5).ToList();
        foreach (var predicate in Predicates.For(site, site.Node).Take(30))
        {
            foreach (var name in names)
                yield return new Edit(predicate.Weight * (isFirst ? 1 : 0.8) * (name is "ValueError" || awaited.Count > 0 ? 1 : 0.5), own.Before($"if {predicate.Text}:", $"{own.Step}raise {name}({Message(predicate.Text)})"));
        }
    }

    private static string Message(string predicate) => predicate.Contains('"', StringComparison.Ordinal) ? "" : $"\"{predicate}\"";
}
