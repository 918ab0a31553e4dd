using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>An edit with its operator and place; becomes a candidate when its turn comes.</summary>
public sealed record Draft(EditOperator Operator, SourceUnit Unit, SyntaxNode Node, Edit Edit, double Priority)
{
    public const string Source = "search";

    public int Line => Unit.LineAt(Edit.Splices[0].Start);

    public Candidate ToCandidate() => new(ToPatch(), ToOrigin(), Math.Clamp(Priority, 0, 1));

    public Patch ToPatch() => Patch.Change(Unit.Path, Unit.Hash, [.. SpanEdits]);

    public IEnumerable<SpanEdit> SpanEdits =>
        Edit.Splices.Select(s => new SpanEdit(s.Start, s.End - s.Start, Encoding.UTF8.GetBytes(s.Text)));

    private Origin ToOrigin() => new(Source, Operator.Name, Reason, Unit.Path, Line);

    public string Reason => $"line {Line}: {Edit.Note ?? string.Join(", ", Edit.Splices.Select(Describe))}";

    private string Describe(Splice splice)
    {
        var before = OneLine(Unit.Text(splice.Start, splice.End));
        var after = OneLine(splice.Text);
        return (before, after) switch
        {
            ("", _) => $"inserted `{after}`",
            (_, "") => $"removed `{before}`",
            _ => $"`{before}` became `{after}`",
        };
    }

    private static string OneLine(string text)
    {
        // Nearly every edit lies within a line and is short.
        if (text.Length <= 80 && !text.AsSpan().ContainsAny('\n', '\t') && !text.Contains("  ", StringComparison.Ordinal))
            return text.Trim();

        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= 80 ? words : words[..77] + "...";
    }
}
