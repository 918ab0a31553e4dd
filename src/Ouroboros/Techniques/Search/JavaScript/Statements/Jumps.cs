using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.JavaScript.Grammar;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.JavaScript.Statements;

/// <summary>Where control goes: which jump, which loop, what is returned.</summary>
internal static class Jumps
{
    public static IReadOnlyList<EditOperator> Rows { get; } =
    [
        new("jump-switch", 0.5, ["break_statement", "continue_statement"], Switch),
        new("loop-switch", 0.3, ["if_statement", "while_statement", "for_in_statement"], Loop),
        new("return-add", 0.5, ["expression_statement"], ReturnAdd),
        new("return-drop", 0.2, ["return_statement"], ReturnDrop),
        new("return-replace", 0.3, ["return_statement"], ReturnReplace),
        new("block-answer", 0.5, ["arrow_function"], Answer),
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
        else if (node.Child("operator") is { } sign)
            yield return EditSite.Replace(sign, sign.Text == "of" ? "in" : "of");
    }

    private static IEnumerable<Edit> ReturnAdd(EditSite site)
    {
        if (site.Function is { Name: not "constructor" } && site.Node.NamedChildren.FirstOrDefault() is { Tree: not null } value && Forms.IsValue(value))
            yield return EditSite.Insert(site.Node.Start, "return ", value.Kind == "call_expression" || value.Kind == "await_expression" ? 1 : 0.5);
    }

    private static IEnumerable<Edit> ReturnDrop(EditSite site)
    {
        if (site.Node.NamedChildren.FirstOrDefault() is { Tree: not null, Kind: "call_expression" } value)
            yield return EditSite.Remove(site.Node.Start, value.Start);
    }

    private static IEnumerable<Edit> ReturnReplace(EditSite site)
    {
        if (site.Function is not { } function || site.Node.NamedChildren.FirstOrDefault(c => c.Kind != "comment") is not { Tree: not null } value)
            yield break;

        foreach (var (text, weight) in Leaves.Values(site, function).Where(v => v.Text.Length > 0 && v.Text != value.Text).Take(16))
            yield return EditSite.Replace(value, text, weight);
    }

    /// <summary><c>x => { f(x) }</c> gives nothing back; <c>x => ({ … })</c> gives an object.</summary>
    private static IEnumerable<Edit> Answer(EditSite site)
    {
        if (site.Node.Child("body") is not { Kind: "statement_block" } body)
            yield break;

        var inside = body.NamedChildren.Where(c => c.Kind != "comment").ToList();
        if (inside is [{ Kind: "expression_statement" } only] && only.NamedChildren.FirstOrDefault() is { Tree: not null } value)
            yield return EditSite.Replace(body, value.Text, 1);

        if (!inside.Exists(s => s.Descendants.Prepend(s).Any(d => d.Kind == "return_statement")) && inside.Count > 0
            && inside[^1] is { Kind: "expression_statement" } last && inside.Count > 1)
            yield return EditSite.Insert(last.Start, "return ", 0.8);
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
