using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What is to happen where a question is answered with no, and nothing happens: the <c>else</c> that was forgotten.</summary>
/// <param name="lines">The language's statements.</param>
/// <param name="otherwise">What an <c>if</c> does otherwise: the block of its last <c>else</c>, or null.</param>
/// <param name="leaves">Ways to leave early, as statements.</param>
/// <param name="refusals">Ways to refuse what must not be.</param>
/// <param name="values">Values that a name may be given instead.</param>
/// <param name="end">What ends a statement.</param>
/// <param name="written">The edit that gives an <c>if</c> such lines; null where it cannot be given any.</param>
internal sealed class Otherwise(
    StatementForms lines, Func<SyntaxNode, SyntaxNode?> otherwise, Func<EditSite, FunctionFacts, IEnumerable<(string Text, double Weight)>> leaves, Func<EditSite, FunctionFacts, IEnumerable<string>> refusals,
    IReadOnlyList<string> values, string end, Func<StatementText, IReadOnlyList<string>, Splice?> written)
{
    private const int Most = 60, MostNames = 6, MostLeaves = 6, MostRefusals = 3, MostTokens = 80, LongestBody = 6, MostAssigned = 3, MostAlike = 4;
    private const double Alike = 1, Assigned = 0.6, Leaving = 0.5, Refusing = 0.5, Again = 0.4;

    public IReadOnlyList<EditOperator> Rows => [new("else-insert", 0.2, ["if_statement"], Insert)];

    private IEnumerable<Edit> Insert(EditSite site)
    {
        if (lines.Of(site.Unit, site.Node) is not { } own || site.Function is not { } function || otherwise(site.Node) is not null
            || site.Node.Child("consequence") is not { } yes)
            yield break;

        // After a branch that leaves, what follows is the other one already.
        var last = Statements(yes).LastOrDefault();
        if (last.Tree is null || (lines.Leaving.Contains(last.Kind) && own.Next is not null))
            yield break;

        var bodies = OfOthers(site, function).Concat(OfBlocks(site, function)).Concat(OfAssignments(site, function, yes)).Concat(Ways(site, function)).Concat(OfCopies(site, last));
        foreach (var (body, weight) in bodies.DistinctBy(b => string.Join('\n', b.Lines)).OrderByDescending(b => b.Weight).Take(Most))
        {
            if (written(own, body) is { } splice)
                yield return new Edit(weight, splice);
        }
    }

    /// <summary>What others do otherwise, in our words where they ask alike.</summary>
    private IEnumerable<(IReadOnlyList<string> Lines, double Weight)> OfOthers(EditSite site, FunctionFacts function)
    {
        var ours = Asked(site.Node);
        var others = function.Body.Descendants.Where(d => d.Kind == "if_statement" && d != site.Node)
            .Select(d => (If: d, Else: otherwise(d))).Where(o => o.Else is { } body && body.EndLine - body.StartLine <= LongestBody)
            .OrderBy(o => Math.Abs(o.If.StartLine - site.Node.StartLine)).Take(MostAlike);
        foreach (var (other, body) in others)
        {
            var theirs = Asked(other);
            var pairs = theirs.Count <= MostTokens && ours.Count <= MostTokens ? Alignment.Of(theirs, ours) : null;
            if (pairs is not null && Rewording.Words(pairs) is { } words)
                yield return (Body(site, body!.Value, n => Rewording.Said(n, words)), Alike);

            yield return (Body(site, body!.Value, n => n.Text), Again);
        }
    }

    /// <summary>What other blocks of the function do before they leave it.</summary>
    private IEnumerable<(IReadOnlyList<string> Lines, double Weight)> OfBlocks(EditSite site, FunctionFacts function) => function.Body.Descendants
        .Where(d => d.Kind is "block" or "statement_block" && d.EndLine - d.StartLine <= LongestBody && Statements(d) is [_, .., var last] && lines.Leaving.Contains(last.Kind))
        .OrderBy(d => Math.Abs(d.StartLine - site.Node.StartLine)).Take(MostAlike).Select(d => ((IReadOnlyList<string>)Body(site, d, n => n.Text), Again));

    /// <summary>A name that is given something here is given something else otherwise.</summary>
    private IEnumerable<(IReadOnlyList<string> Lines, double Weight)> OfAssignments(EditSite site, FunctionFacts function, SyntaxNode yes)
    {
        var assigned = yes.Descendants.Where(IsAssignment).Take(MostAssigned);
        foreach (var assignment in assigned)
        {
            var (target, value) = (assignment.Child("left")!.Value.Text, assignment.Child("right")!.Value);
            var before = function.Body.Descendants.Where(d => IsAssignment(d) && d != assignment && d.Child("left")!.Value.Text == target && d.StartLine == d.EndLine)
                .Select(d => d.Child("right")!.Value.Text);
            foreach (var (i, other) in before.Concat(site.Names(null, n => !n.IsCallable && n.Kind != NameKind.Import).Select(n => n.Name).Take(MostNames)).Concat(values)
                .Where(v => v != value.Text && v != target).Distinct().Index())
                yield return ([$"{target} = {other}{end}"], Assigned / (1 + (0.1 * i)));
        }
    }

    private IEnumerable<(IReadOnlyList<string> Lines, double Weight)> Ways(EditSite site, FunctionFacts function)
    {
        foreach (var (text, weight) in leaves(site, function).Take(MostLeaves))
            yield return ([text + end], Leaving * weight);

        foreach (var text in refusals(site, function).Take(MostRefusals))
            yield return ([text + end], Refusing);
    }

    /// <summary>The same about something else.</summary>
    private IEnumerable<(IReadOnlyList<string> Lines, double Weight)> OfCopies(EditSite site, SyntaxNode last)
    {
        if (last.StartLine != last.EndLine || last.Kind != "expression_statement")
            yield break;

        foreach (var name in last.Descendants.Where(d => d.Kind == "identifier").Select(d => d.Text).Distinct().Take(3))
        {
            foreach (var offer in site.Names(name, n => !n.IsCallable && n.Kind != NameKind.Import).Take(3))
                yield return ([WholeWords.Replace(last.Text, name, offer.Name)], Again * offer.Weight);
        }
    }

    private static bool IsAssignment(SyntaxNode node) =>
        node.Kind is "assignment" or "assignment_expression" && node.Child("left") is { Length: <= 40 } && node.Child("right") is not null
        && node.Parent?.Kind == "expression_statement";

    private static List<SyntaxNode> Asked(SyntaxNode question) =>
        Rewording.Leaves(((SyntaxNode?[])[question.Child("condition"), question.Child("consequence")]).OfType<SyntaxNode>());

    private static List<SyntaxNode> Statements(SyntaxNode body) =>
        body.Kind is "block" or "statement_block" ? [.. body.NamedChildren.Where(c => c.Kind != "comment")] : [body];

    private static List<string> Body(EditSite site, SyntaxNode block, Func<SyntaxNode, string> said)
    {
        var found = new List<string>();
        foreach (var statement in Statements(block))
        {
            var indent = site.Unit.Text(site.Unit.LineStart(statement.StartLine), statement.Start);
            found.AddRange(StatementText.Unindented(said(statement), indent));
        }

        return found;
    }
}
