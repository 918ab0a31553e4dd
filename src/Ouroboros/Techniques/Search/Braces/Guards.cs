using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Braces;

/// <summary>A question asked before going on: guards that leave or refuse, and statements done only under a condition.</summary>
/// <param name="statements">The kinds that operators are asked about.</param>
/// <param name="asked">Conditions at a place about what it guards.</param>
/// <param name="leaves">Ways to leave early from a place.</param>
/// <param name="refusals">Ways to refuse what must not be, the file's own first.</param>
internal sealed class Guards(
    BraceForms forms, IReadOnlyList<string> statements, Func<EditSite, SyntaxNode, IReadOnlyList<Predicate>> asked,
    Func<EditSite, FunctionFacts, IEnumerable<(string Text, double Weight)>> leaves, Func<EditSite, FunctionFacts, IEnumerable<string>> refusals)
{
    private const int MostPredicates = 24, MostLeaves = 9, LargestWrapped = 6, MostRefusals = 4;
    private const double Refusing = 0.5;

    public IReadOnlyList<EditOperator> Rows =>
    [
        new("guard-insert", 0.25, statements, Insert),
        new("guard-throw", 0.1, statements, Throw),
        new("guard-wrap", 0.2, statements, Wrap),
    ];

    /// <summary>The throw statements of a file that are short enough to be said again.</summary>
    public static IEnumerable<string> Thrown(SyntaxTree tree, int most) =>
        tree.Nodes.Where(n => n.Kind == "throw_statement" && n.Length is > 7 and < 160 && n.StartLine == n.EndLine).Select(n => n.Text.TrimEnd(';')).Distinct().Take(most);

    /// <summary>Ways to leave, and then to refuse, before a statement where the answer is yes.</summary>
    public IEnumerable<Edit> Asking(EditSite site, string question)
    {
        if (forms.Lines.Of(site.Unit, site.Node) is not { } own || BodyOf(site) is not { } function)
            yield break;

        foreach (var (leave, weight) in leaves(site, function).Take(MostLeaves))
            yield return new Edit(weight, own.Before($"if ({question}) {leave};"));

        foreach (var refusal in refusals(site, function).Take(MostRefusals))
            yield return new Edit(Refusing, own.Before($"if ({question}) {refusal};"));
    }

    private IEnumerable<Edit> Insert(EditSite site)
    {
        if (forms.Lines.Of(site.Unit, site.Node) is not { } own || BodyOf(site) is not { } function)
            yield break;

        // A guard at the head of a block does what one further down does, and more safely.
        var place = site.Node.StartLine == FirstLine(function) ? 1 : own.Previous is null ? 0.8 : 0.55;
        var ways = leaves(site, function).Take(MostLeaves).ToList();
        foreach (var predicate in asked(site, site.Node).Take(MostPredicates))
        {
            foreach (var (leave, weight) in ways)
                yield return new Edit(place * predicate.Weight * weight, own.Before($"if ({predicate.Text}) {leave};"));
        }
    }

    /// <summary>What must not be is refused, in the way the file refuses other things.</summary>
    private IEnumerable<Edit> Throw(EditSite site)
    {
        if (forms.Lines.Of(site.Unit, site.Node) is not { } own || BodyOf(site) is not { } function || site.Node.StartLine != FirstLine(function))
            yield break;

        var ways = refusals(site, function).ToList();
        foreach (var predicate in asked(site, function.Node).Take(MostPredicates))
        {
            foreach (var refusal in ways)
                yield return new Edit(predicate.Weight, own.Before($"if ({predicate.Text}) {refusal};"));
        }
    }

    private IEnumerable<Edit> Wrap(EditSite site)
    {
        if (forms.Lines.Of(site.Unit, site.Node) is not { MayMove: true, Declares: false } own || site.Node.EndLine - site.Node.StartLine > LargestWrapped || site.Function is null)
            yield break;

        var lines = own.Lines().Select(l => l.Length == 0 ? l : own.Step + l).ToArray();
        foreach (var predicate in asked(site, site.Node).Take(MostPredicates))
        {
            var text = string.Join(site.Layout.LineEnd + own.Indent, [$"if ({predicate.Text}) {{", .. lines, "}"]);
            yield return new Edit(predicate.Weight, new Splice(own.Node.Start, own.TextEnd, text)) { Note = $"`{own.Lines()[0]}` now only `if ({predicate.Text})`" };
        }
    }

    private FunctionFacts? BodyOf(EditSite site) => site.Function is { } function && function.Body.Kind == forms.Block ? function : null;

    private static int FirstLine(FunctionFacts function) =>
        function.Body.NamedChildren.FirstOrDefault(c => c.Kind != "comment") is { Tree: not null } first ? first.StartLine : 0;
}
