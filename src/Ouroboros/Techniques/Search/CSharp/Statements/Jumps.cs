using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.CSharp.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.CSharp.Statements;

/// <summary>Where control goes: which jump, which loop, what is returned.</summary>
internal static class Jumps
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("jump-switch", 0.5, ["break_statement", "continue_statement"], Switch),
        new("loop-switch", 0.3, ["if_statement", "while_statement"], Loop),
        new("return-replace", 0.3, ["return_statement"], ReturnReplace),
        new("try-drop", 0.15, ["try_statement"], TryDrop),
    ];

    private static IEnumerable<Edit> Switch(EditSite site)
    {
        if (!Forms.IsInLoop(site.Node))
            yield break;

        yield return site.Replace(site.Node.Kind == "break_statement" ? "continue;" : "break;");
        yield return site.Replace("return;", 0.3);
    }

    private static IEnumerable<Edit> Loop(EditSite site)
    {
        var node = site.Node;
        if (node.Kind == "if_statement" && node.Child("alternative") is null)
            yield return new Edit(1, new Splice(node.Start, node.Start + 2, "while"));
        else if (node.Kind == "while_statement")
            yield return new Edit(0.7, new Splice(node.Start, node.Start + 5, "if"));
    }

    private static IEnumerable<Edit> ReturnReplace(EditSite site)
    {
        if (site.Function is not { } function || site.Node.NamedChildren.FirstOrDefault(c => c.Kind != "comment") is not { Tree: not null } value || Forms.Enclosing(site.Node, "lambda_expression") is not null)
            yield break;

        foreach (var (text, weight) in Leaves.Values(site, function).Where(v => v.Text.Length > 0 && v.Text != value.Text).Take(16))
            yield return EditSite.Replace(value, text, weight);
    }

    private static IEnumerable<Edit> TryDrop(EditSite site)
    {
        if (Forms.Lines.Of(site.Unit, site.Node) is not { MayMove: true } own || site.Node.Child("body") is not { } body || body.EndLine - body.StartLine is < 2 or > 16)
            yield break;

        var lines = site.Unit.Text(site.Unit.LineStart(body.StartLine + 1), site.Unit.LineEnd(body.EndLine - 1)).Split('\n')
            .Select(l => l.StartsWith(own.Indent + own.Step, StringComparison.Ordinal) ? own.Indent + l[(own.Indent.Length + own.Step.Length)..] : l);
        yield return new Edit(1, new Splice(own.Start, own.TextEnd, string.Join('\n', lines))) { Note = "nothing is caught any more" };
    }
}
