using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

/// <summary>A question asked before going on: guards that leave, and statements done only under a condition.</summary>
internal static class Guards
{
    private const int MostPredicates = 24, MostLeaves = 9;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("guard-insert", 0.25, Forms.Statements, Insert),
        new("guard-throw", 0.1, Forms.Statements, Throw),
        new("guard-wrap", 0.2, Forms.Statements, Wrap),
    ];

    private static IEnumerable<Edit> Insert(EditSite site)
    {
        if (Forms.Lines.Of(site.Unit, site.Node) is not { } own || site.Function is not { Body.Kind: "block" } function)
            yield break;

        // A guard at the head of a block does what one further down does, and more safely.
        var place = site.Node.StartLine == FirstLine(function) ? 1 : own.Previous is null ? 0.8 : 0.55;
        var leaves = Leaves.For(site, function).Take(MostLeaves).ToList();
        foreach (var predicate in Predicates.For(site, site.Node).Take(MostPredicates))
        {
            foreach (var (leave, weight) in leaves)
                yield return new Edit(place * predicate.Weight * weight, own.Before($"if ({predicate.Text}) {leave};"));
        }
    }

    private static int FirstLine(FunctionFacts function) =>
        function.Body.NamedChildren.FirstOrDefault(c => c.Kind != "comment") is { Tree: not null } first ? first.StartLine : 0;

    /// <summary>What must not be is refused, in the way the file refuses other things.</summary>
    private static IEnumerable<Edit> Throw(EditSite site)
    {
        if (Forms.Lines.Of(site.Unit, site.Node) is not { } own || site.Function is not { Body.Kind: "block" } function || site.Node.StartLine != FirstLine(function))
            yield break;

        var thrown = site.Unit.Tree.Nodes.Where(n => n.Kind == "throw_statement" && n.Length is > 7 and < 160 && n.StartLine == n.EndLine).Select(n => n.Text.TrimEnd(';')).Distinct().Take(3).ToList();
        var subject = function.Parameters.Count > 0 ? function.Parameters[0].Name : null;
        thrown.AddRange(subject is null ? ["throw new InvalidOperationException()"] : [$"throw new ArgumentOutOfRangeException(nameof({subject}))", $"throw new ArgumentException(\"Invalid.\", nameof({subject}))", $"throw new ArgumentNullException(nameof({subject}))", "throw new InvalidOperationException()"]);

        foreach (var predicate in Predicates.For(site, function.Node).Take(MostPredicates))
        {
            foreach (var refusal in thrown)
                yield return new Edit(predicate.Weight, own.Before($"if ({predicate.Text}) {refusal};"));
        }
    }

    private static IEnumerable<Edit> Wrap(EditSite site)
    {
        if (Forms.Lines.Of(site.Unit, site.Node) is not { MayMove: true, Declares: false } own || site.Node.EndLine - site.Node.StartLine > 6 || site.Function is null)
            yield break;

        var lines = own.Lines().Select(l => l.Length == 0 ? l : own.Step + l).ToArray();
        foreach (var predicate in Predicates.For(site, site.Node).Take(MostPredicates))
        {
            var text = string.Join(site.Layout.LineEnd + own.Indent, [$"if ({predicate.Text}) {{", .. lines, "}"]);
            yield return new Edit(predicate.Weight, new Splice(own.Node.Start, own.TextEnd, text)) { Note = $"`{own.Lines()[0]}` now only `if ({predicate.Text})`" };
        }
    }
}
