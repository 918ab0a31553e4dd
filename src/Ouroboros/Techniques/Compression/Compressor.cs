using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Context;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Techniques.Compression;

/// <summary>
/// Makes a text shorter without losing its facts. A model's summary is taken only as far as the check proves it: what it lost is put
/// back word for word, and where that does not fit, or no model answers, lines are left out of the text itself.
/// </summary>
/// <param name="tokens">How many tokens a text has, by estimate.</param>
/// <param name="model">Null to work without one.</param>
public sealed class Compressor(Func<string, int> tokens, IChatClient? model)
{
    private const string PutBack = "Word for word, from the original:";

    /// <param name="facts">What must be kept besides what the text's own lines show.</param>
    public async Task<Compressed> CompressAsync(string text, KeptFacts facts, int budget, CancellationToken cancellationToken)
    {
        var extracted = Extract(text, facts, budget);
        if (model is null || extracted.Way == CompressionWay.Unchanged)
            return extracted;

        var all = facts.And(KeptFacts.In(text));
        try
        {
            var answer = await model.GetResponseAsync(Request(text, all), new ChatOptions { MaxOutputTokens = budget }, cancellationToken);
            return Judge(answer.Text.Trim(), all, extracted, budget);
        }
        catch (ModelTroubleException trouble)
        {
            return extracted with { Refused = $"no summary: {trouble.Message}" };
        }
    }

    /// <summary>Without a model.</summary>
    public Compressed Extract(string text, KeptFacts facts, int budget)
    {
        var before = tokens(text);
        if (before <= budget)
            return new Compressed(text, CompressionWay.Unchanged, before, before, [], "");

        var all = facts.And(KeptFacts.In(text));
        var left = new Extraction(text).Within(budget, tokens);
        var lost = SummaryCheck.Check(all, left).Lost;

        // Facts that the text does not spell out were told by others, and fit in only as they are.
        var mended = lost.Count == 0 ? left : WithPutBack(left, lost);
        if (tokens(mended) is var needed && needed > budget)
        {
            var narrower = new Extraction(text).Within(Math.Max(1, budget - (needed - tokens(left))), tokens);
            mended = WithPutBack(narrower, SummaryCheck.Check(all, narrower).Lost);
        }

        if (tokens(mended) <= budget)
            (left, lost) = (mended, []);

        return new Compressed(left, CompressionWay.Extracted, before, left.Length == 0 ? 0 : tokens(left), lost, "");
    }

    private Compressed Judge(string summary, KeptFacts facts, Compressed extracted, int budget)
    {
        var lost = SummaryCheck.Check(facts, summary).Lost;
        if (summary.Length > 0 && lost.Count == 0 && tokens(summary) <= budget)
            return extracted with { Text = summary, Way = CompressionWay.Summarised, TokensAfter = tokens(summary), Lost = [] };

        var refused = summary.Length == 0 ? "the summary was empty"
            : lost.Count == 0 ? $"the summary has {tokens(summary)} tokens, more than {budget}"
            : $"the summary lost {string.Join("; ", lost.Take(20).Select(f => $"{f.Kind} '{f.Text}'"))}{(lost.Count > 20 ? $" and {lost.Count - 20} more" : "")}";
        var mended = WithPutBack(summary, lost);
        return summary.Length > 0 && lost.Count > 0 && tokens(mended) <= budget && SummaryCheck.Check(facts, mended).IsKept
            ? extracted with { Text = mended, Way = CompressionWay.Mended, TokensAfter = tokens(mended), Lost = [], Refused = refused }
            : extracted with { Refused = refused };
    }

    private static string WithPutBack(string text, IReadOnlyList<KeptFact> lost)
    {
        // A number that a constraint to be put back holds needs no line of its own.
        var lines = lost.Where(f => f.Kind != FactKind.Number || !lost.Any(o => o.Kind == FactKind.Constraint && o.Text.Contains(f.Text, StringComparison.Ordinal)));
        return string.Join('\n', new[] { text, text.Length > 0 ? "" : null, PutBack }.Concat(lines.Select(f => $"- {f.Text}")).OfType<string>());
    }

    private static List<ChatMessage> Request(string text, KeptFacts facts) =>
    [
        new(ChatRole.System,
            "Shorten the text for an engineer who goes on with the work. Say what was found, tried and decided; leave out bodies of functions and repetition. "
            + $"Keep each of the listed facts word for word. Answer with the shortened text alone. {DataFence.Meaning}"),
        new(ChatRole.User,
            $"{DataFence.Around("facts to keep, one a line", string.Join('\n', facts.All.Where(f => f.Kind != FactKind.Number).Select(f => f.Text)))}\n\n{DataFence.Around("text to shorten", text)}"),
    ];
}
