using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Python.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Python.Statements;

/// <summary>A question asked before going on: guards that leave, and statements done only under a condition.</summary>
internal static class Guards
{
    private const int MostPredicates = 24, MostLeaves = 9;

    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("guard-insert", 0.25, Kinds.Statements, Insert),
        new("guard-wrap", 0.2, Kinds.Statements, Wrap),
        new("case-clone", 0.18, ["if_statement"], Clone),
    ];

    private static IEnumerable<Edit> Insert(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { } own || site.Function is not { } function || site.Node.Kind is "pass_statement"
            || IsDocumentation(site.Node))
            yield break;

        // A guard at the head of a block does what one further down does, and more safely.
        var place = site.Node.StartLine == FirstLine(function) ? 1 : own.Previous is null ? 0.8 : 0.55;
        var leaves = Leaves.For(site, function).Take(MostLeaves).ToList();
        foreach (var predicate in Predicates.For(site, site.Node).Take(MostPredicates))
        {
            foreach (var (leave, weight) in leaves)
                yield return new Edit(place * predicate.Weight * weight, own.Before($"if {predicate.Text}:", own.Step + leave));
        }
    }

    /// <summary>Ways to leave before a statement where the answer is yes.</summary>
    public static IEnumerable<Edit> Asking(EditSite site, string question)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { } own || site.Function is not { } function)
            yield break;

        foreach (var (leave, weight) in Leaves.For(site, function).Take(MostLeaves))
            yield return new Edit(weight, own.Before($"if {question}:", own.Step + leave));
    }

    private static int FirstLine(FunctionFacts function) =>
        function.Body.NamedChildren.FirstOrDefault(c => c.Kind != "comment" && !IsDocumentation(c)) is { Tree: not null } first ? first.StartLine : 0;

    private static bool IsDocumentation(SyntaxNode statement) =>
        statement.Kind == "expression_statement" && statement.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "string" };

    private static IEnumerable<Edit> Wrap(EditSite site)
    {
        if (Kinds.Lines.Of(site.Unit, site.Node) is not { MayMove: true } own || site.Node.EndLine - site.Node.StartLine > 6 || site.Function is null
            || site.Node.Kind is "pass_statement" || IsDocumentation(site.Node))
            yield break;

        var lines = own.Lines().Select(l => l.Length == 0 ? l : own.Step + l).ToArray();
        foreach (var predicate in Predicates.For(site, site.Node).Take(MostPredicates))
        {
            var text = string.Join(site.Layout.LineEnd, lines.Select((l, i) => own.Indent + l).Prepend($"if {predicate.Text}:"));
            yield return new Edit(predicate.Weight, new Splice(own.Node.Start, own.TextEnd, text))
            {
                Note = $"`{own.Lines()[0]}` now only `if {predicate.Text}`",
            };
        }
    }

    /// <summary>A further case after the last: the same question of another constant, the answer with another constant.</summary>
    private static IEnumerable<Edit> Clone(EditSite site)
    {
        var node = site.Node;
        if (Kinds.Lines.Of(site.Unit, node) is not { } own || node.Child("condition") is not { Kind: "comparison_operator" } condition
            || node.Child("consequence") is not { Kind: "block" } block || block.EndLine - block.StartLine > 4)
            yield break;

        var constant = condition.NamedChildren.LastOrDefault(c => c.Kind is "string" or "integer" or "none" or "true" or "false");
        if (constant.Tree is null || block.NamedChildren.Count() != 1 || Kinds.Lines.Of(site.Unit, block.NamedChildren.First()) is not { } inner)
            yield break;

        foreach (var other in Constants(site, constant).Take(10))
        {
            var question = site.Unit.Text(condition.Start, constant.Start) + other;
            foreach (var answer in Answers(site, inner).Take(5))
            {
                var text = $"if {question}:{site.Layout.LineEnd}{inner.Indent}{answer}{site.Layout.LineEnd}{own.Indent}el";
                yield return new Edit(site.Unit.Surroundings.TestLiterals.Contains(other) ? 0.4 : 0.6, new Splice(node.Start, node.Start, text));
            }
        }
    }

    private static IEnumerable<string> Constants(EditSite site, SyntaxNode like) =>
        (like.Kind == "string" ? site.Facts.Strings : (IEnumerable<string>)["None", "0", "1", "\"\"", .. site.Facts.Numbers]).Where(c => c != like.Text).Distinct();

    private static IEnumerable<string> Answers(EditSite site, StatementText body)
    {
        var text = site.Unit.Text(body.Node.Start, body.CodeEnd);
        var literal = body.Node.Descendants.LastOrDefault(d => d.Kind is "string" or "integer" or "float" or "true" or "false" or "none");
        if (literal.Tree is null)
        {
            yield return text;
            yield break;
        }

        var (start, end) = (literal.Start - body.Node.Start, literal.End - body.Node.Start);
        if (text.Length != body.CodeEnd - body.Node.Start)
            yield break;

        foreach (var other in Constants(site, literal))
            yield return string.Concat(text.AsSpan(0, start), other, text.AsSpan(end));
    }
}
