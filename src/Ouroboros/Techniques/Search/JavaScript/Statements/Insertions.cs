using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Statements;

/// <summary>A step that was forgotten: an update, a copy of a neighbour about something else, an early return.</summary>
internal static class Insertions
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("update-insert", 0.24, Forms.Statements, Update),
        new("statement-copy", 0.2, Forms.Statements, Copy),
        new("return-insert", 0.18, Forms.Statements, Return),
        new("leave-insert", 0.2, Forms.Statements, Leave),
    ];

    private static IEnumerable<Edit> Update(EditSite site) =>
        Forms.Lines.Of(site.Unit, site.Node) is { } own && site.Function is not null ? Steps.Updates(own, Forms.IsInLoop(site.Node), Updates(site)) : [];

    private static IEnumerable<(string Text, double Weight)> Updates(EditSite site)
    {
        var names = site.Names(null, n => n.Kind is NameKind.Local or NameKind.Parameter or NameKind.Loop).Take(7).ToList();
        var fields = Expressions.Names.ThisKey(site.Node) is { } key
            ? site.Facts.Attributes.GetValueOrDefault(key, []).Where(a => site.Facts.FunctionNamed(a) is null).Take(6).Select(a => (Name: $"this.{a}", Type: (string?)null, Weight: 0.5))
            : [];
        var found = new List<(string Text, double Weight)>();
        foreach (var (name, type, weight) in names.Select(n => (n.Name, Type: site.TypeOf(n.Name), n.Weight)).Concat(fields))
        {
            if (type is null or "number")
                found.AddRange([($"{name}++;", weight * (type is null ? 0.6 : 1)), ($"{name}--;", weight * (type is null ? 0.4 : 0.7)), ($"{name} = 0;", weight * 0.4)]);

            if (type is "Array")
                found.AddRange([($"{name}.sort((a, b) => a - b);", weight * 0.4), ($"{name}.reverse();", weight * 0.4), ($"{name} = [];", weight * 0.3)]);

            foreach (var other in names.Where(o => o.Name != name))
            {
                var both = weight * other.Weight;
                if (type is "Set")
                    found.Add(($"{name}.add({other.Name});", both));
                else if (type is "Array")
                    found.Add(($"{name}.push({other.Name});", both));
                else if (type is null)
                    found.AddRange([($"{name}.push({other.Name});", both * 0.4), ($"{name}.add({other.Name});", both * 0.3)]);

                if (type is null or "number" or "string" && site.TypeOf(other.Name) is null or "number" or "string")
                    found.Add(($"{name} += {other.Name};", both * 0.4));

                found.Add(($"{name} = {other.Name};", both * 0.5));
            }
        }

        return found;
    }

    private static IEnumerable<Edit> Copy(EditSite site) =>
        Forms.Lines.Of(site.Unit, site.Node) is { MayMove: true, Leaves: false } own && site.Node.EndLine - site.Node.StartLine <= 3 && site.Function is { } function
            ? Steps.Copies(site, own, function, own.Declares ? [] : site.Node.Descendants.Where(d => d.Kind == "identifier"))
            : [];

    private static IEnumerable<Edit> Return(EditSite site)
    {
        if (Forms.Lines.Of(site.Unit, site.Node) is not { Leaves: false, Next: null } own || site.Function is not { IsGenerator: false, Body.Kind: "statement_block" } function)
            yield break;

        var atEnd = site.Node.Parent?.Index == function.Body.Index;
        foreach (var (value, weight) in Leaves.Values(site, function).Take(14))
            yield return new Edit(weight * (atEnd ? 1 : 0.6), own.After(value.Length == 0 ? "return;" : $"return {value};"));
    }

    private static IEnumerable<Edit> Leave(EditSite site)
    {
        if (Forms.Lines.Of(site.Unit, site.Node) is not { Next: null, Leaves: false } own)
            yield break;

        if (site.Node.Parent?.Kind is "switch_case" or "switch_default")
            yield return new Edit(1, own.After("break;"));
        else if (Forms.IsInLoop(site.Node))
        {
            var direct = site.Node.Parent?.Parent?.Kind is "for_statement" or "for_in_statement" or "while_statement" or "do_statement";
            yield return new Edit(direct ? 0.3 : 1, own.After("break;"));
            if (!direct)
                yield return new Edit(0.8, own.After("continue;"));
        }
    }
}
