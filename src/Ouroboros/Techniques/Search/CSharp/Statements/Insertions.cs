using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

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
        var names = site.Names(null, n => n.Kind is NameKind.Local or NameKind.Parameter or NameKind.Loop or NameKind.Constant).Take(10).ToList();
        var found = new List<(string Text, double Weight)>();
        foreach (var (name, type, weight) in names.Select(n => (n.Name, Type: site.TypeOf(n.Of), n.Weight)))
        {
            if (Kinds.IsNumber(type))
                found.AddRange([($"{name}++;", weight), ($"{name}--;", weight * 0.7), ($"{name} = 0;", weight * 0.5)]);
            else if (Kinds.IsList(type) || Kinds.IsMap(type))
                found.AddRange([($"{name}.Clear();", weight * 0.5), ($"{name}.Sort();", weight * 0.3), ($"{name}.Reverse();", weight * 0.3)]);
            else if (type == "bool")
                found.AddRange([($"{name} = true;", weight * 0.6), ($"{name} = false;", weight * 0.6)]);
            else if (type?.EndsWith('?') == true)
                found.Add(($"{name} = null;", weight * 0.4));

            foreach (var other in names.Where(o => o.Name != name))
            {
                var (both, offered) = (weight * other.Weight, site.TypeOf(other.Of));
                if (Kinds.IsList(type) && !Kinds.IsList(offered))
                    found.AddRange([($"{name}.Add({other.Name});", both), ($"{name}.Remove({other.Name});", both * 0.7)]);

                if (Kinds.IsNumber(type) && Kinds.IsNumber(offered))
                    found.AddRange([($"{name} += {other.Name};", both * 0.6), ($"{name} -= {other.Name};", both * 0.6)]);

                if (Expressions.Names.Suits(type, offered))
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
        if (Forms.Lines.Of(site.Unit, site.Node) is not { Leaves: false, Next: null } own || site.Function is not { IsGenerator: false, Body.Kind: "block" } function)
            yield break;

        var atEnd = site.Node.Parent?.Index == function.Body.Index;
        foreach (var (value, weight) in Leaves.Values(site, function).Take(14))
            yield return new Edit(weight * (atEnd ? 1 : 0.6), own.After(value.Length == 0 ? "return;" : $"return {value};"));
    }

    private static IEnumerable<Edit> Leave(EditSite site)
    {
        if (Forms.Lines.Of(site.Unit, site.Node) is not { Next: null, Leaves: false } own)
            yield break;

        if (Forms.IsInLoop(site.Node))
        {
            var direct = site.Node.Parent?.Parent?.Kind is "for_statement" or "foreach_statement" or "while_statement" or "do_statement";
            yield return new Edit(direct ? 0.3 : 1, own.After("break;"));
            if (!direct)
                yield return new Edit(0.8, own.After("continue;"));
        }
    }
}
