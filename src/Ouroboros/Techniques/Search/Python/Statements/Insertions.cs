using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>A step that was forgotten: an update, a copy of a neighbour about something else, an early return.</summary>
internal static class Insertions
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("update-insert", 0.24, Kinds.Statements, Update),
        new("statement-copy", 0.2, Kinds.Statements, Copy),
        new("return-insert", 0.18, Kinds.Statements, Return),
        new("leave-insert", 0.2, Kinds.Statements, Leave),
        new("global-insert", 0.25, ["function_definition"], Global),
        new("super-insert", 0.3, ["function_definition"], Super),
    ];

    private static IEnumerable<Edit> Update(EditSite site) =>
        Kinds.Lines.Of(site.Unit, site.Node) is { } own && site.Function is not null ? Steps.Updates(own, Kinds.IsInLoop(site.Node), Updates(site)) : [];

    private static IEnumerable<(string Text, double Weight)> Updates(EditSite site)
    {
        var names = site.Names(null, n => n.Kind is NameKind.Local or NameKind.Parameter or NameKind.Loop && n.Name is not ("self" or "cls")).Take(7).ToList();
        var attributes = site.Function?.Class is { } owner
            ? site.Facts.Attributes.GetValueOrDefault($"{owner}.self", []).Where(a => site.Facts.FunctionNamed(a) is null).Take(6).Select(a => (Name: $"self.{a}", Type: site.TypeOf($"self.{a}"), Weight: 0.5))
            : [];
        var targets = names.Select(n => (n.Name, Type: site.TypeOf(n.Name), n.Weight)).Concat(attributes).ToList();
        var found = new List<(string Text, double Weight)>();
        foreach (var (name, type, weight) in targets)
        {
            if (type is null or "int" or "float")
            {
                found.Add(($"{name} += 1", weight * (type is null ? 0.6 : 1)));
                found.Add(($"{name} -= 1", weight * (type is null ? 0.4 : 0.7)));
                found.Add(($"{name} = 0", weight * 0.4));
            }

            if (type is "list")
                found.Add(($"{name} = []", weight * 0.4));

            foreach (var other in names.Where(o => o.Name != name))
            {
                var both = weight * other.Weight;
                if (type is "set")
                    found.Add(($"{name}.add({other.Name})", both));
                else if (type is "list" or "deque")
                    found.Add(($"{name}.append({other.Name})", both));
                else if (type is null)
                    found.AddRange([($"{name}.append({other.Name})", both * 0.4), ($"{name}.add({other.Name})", both * 0.4)]);

                if (type is null or "int" or "float" or "str" && site.TypeOf(other.Name) is null or "int" or "float" or "str")
                    found.Add(($"{name} += {other.Name}", both * 0.4));

                found.Add(($"{name} = {other.Name}", both * 0.5));
            }
        }

        return found;
    }

    private static IEnumerable<Edit> Copy(EditSite site) =>
        Kinds.Lines.Of(site.Unit, site.Node) is { MayMove: true, Leaves: false } own && site.Node.EndLine - site.Node.StartLine <= 3
        && site.Function is { } function && site.Node.Kind is not "pass_statement"
            ? Steps.Copies(site, own, function, site.Node.Descendants.Where(d => d.Kind == "identifier" && Identifiers.RoleOf(d) is NameRole.Read or NameRole.Written))
            : [];

    private static IEnumerable<Edit> Return(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { Leaves: false, Next: null } own || site.Function is not { IsGenerator: false } function)
            yield break;

        // Only where the block ends: further up it would cut off what follows.
        var atEnd = function.Body.EndLine == site.Node.EndLine && own.Indent.Length <= Indent(site, function);
        foreach (var (value, weight) in Leaves.Values(site, function).Take(14))
            yield return new Edit(weight * (atEnd ? 1 : 0.6), own.After(value.Length == 0 ? "return" : $"return {value}"));
    }

    private static int Indent(EditSite site, FunctionFacts function)
    {
        var first = function.Body.NamedChildren.FirstOrDefault();
        return first.Tree is null ? 0 : first.Start - site.Unit.LineStart(first.StartLine);
    }

    private static IEnumerable<Edit> Leave(EditSite site)
    {
        if (!Kinds.IsInLoop(site.Node) || Kinds.Lines.Of(site.Unit, site.Node) is not { Leaves: false, Next: null } own)
            yield break;

        var direct = site.Node.Parent?.Parent?.Kind is "for_statement" or "while_statement";
        yield return new Edit(direct ? 0.3 : 1, own.After("break"));
        if (!direct)
            yield return new Edit(0.8, own.After("continue"));
    }

    private static IEnumerable<Edit> Global(EditSite site)
    {
        if (site.Facts.Functions.FirstOrDefault(f => f.Node.Index == site.Node.Index) is not { } function || First(site, function) is not { } first)
            yield break;

        var written = function.Body.Descendants.Where(d => d.Kind == "identifier" && Identifiers.RoleOf(d) == NameRole.Written).Select(d => d.Text).ToHashSet();
        var outer = site.Facts.FunctionAt(site.Node.Start - 1);
        foreach (var name in site.Facts.ModuleScope.Where(n => written.Contains(n.Name)))
            yield return new Edit(1, first.Before($"global {name.Name}"));

        foreach (var name in outer?.Scope.Where(n => n.Kind is not NameKind.Constant && written.Contains(n.Name) && !function.Parameters.Any(p => p.Name == n.Name)) ?? [])
            yield return new Edit(1, first.Before($"nonlocal {name.Name}"));
    }

    private static IEnumerable<Edit> Super(EditSite site)
    {
        if (site.Facts.Functions.FirstOrDefault(f => f.Node.Index == site.Node.Index) is not { Class: not null } function || First(site, function) is not { } first
            || Kinds.StatementOf(site.Node)?.Ancestors.FirstOrDefault(a => a.Kind == "class_definition").Child("superclasses") is null
            || function.Body.Text.Contains("super()", StringComparison.Ordinal))
            yield break;

        var given = string.Join(", ", function.Parameters.Skip(1).Select(p => p.Takes + p.Name));
        yield return new Edit(1, first.Before($"super().{function.Name}()"));
        if (given.Length > 0)
            yield return new Edit(0.8, first.Before($"super().{function.Name}({given})"));
    }

    internal static StatementText? First(EditSite site, FunctionFacts function)
    {
        foreach (var statement in function.Body.NamedChildren)
        {
            var isText = statement.Kind == "expression_statement" && statement.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "string" };
            if (statement.Kind != "comment" && !isText)
                return Kinds.Lines.Of(site.Unit, statement);
        }

        return null;
    }
}
