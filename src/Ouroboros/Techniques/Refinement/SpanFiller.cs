using System.Text;
using Microsoft.Extensions.AI;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Configurations;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Refinement;

/// <summary>The text of a file with a span filled anew, or what kept it from being.</summary>
internal sealed record Filling(byte[]? Text, RefinementVerdict Refused, string Why, long Tokens)
{
    /// <summary>Whether it is of no use to ask for anything else.</summary>
    public bool IsHopeless { get; init; }

    /// <summary>Whether a limit of the run forbade the call.</summary>
    public bool IsUnaffordable { get; init; }
}

/// <summary>Asks a model for what shall stand in a span, and puts it there where the file stays whole.</summary>
internal sealed class SpanFiller(IChatClient model, BuildConfiguration configuration, FillPrompt prompt, DraftSyntax syntax, long seed)
{
    // A filling may be longer than what stood there, within reason.
    private const int Growth = 8, ShortestBound = 2_000, LongestBound = 32_000;
    private const int LeastTokens = 256, Around = 64 << 10;
    private const float Coolest = 0.2f, Warmth = 0.6f;

    public ContentHash PromptOf(ChosenSpan chosen, byte[] text) => prompt.HashOf(chosen, text);

    public async Task<Filling> FillAsync(ChosenSpan chosen, byte[] text, double share, int step, CancellationToken cancellationToken)
    {
        var options = new ChatOptions
        {
            MaxOutputTokens = Math.Clamp(chosen.Span.Length * 2, Math.Min(LeastTokens, configuration.MaxOutputTokens), configuration.MaxOutputTokens),
            Temperature = Coolest + (Warmth * (float)share),
            Reasoning = new ReasoningOptions { Effort = configuration.Effort },
            Seed = unchecked(seed + step),
        };
        try
        {
            // A model that does not listen is not waited for.
            var response = await model.GetResponseAsync([prompt.Of(chosen, text)], options, cancellationToken).WaitAsync(cancellationToken);
            return Place(response.Text, chosen, text, response.Usage?.TotalTokenCount ?? 0, cancellationToken);
        }
        catch (ModelTroubleException trouble)
        {
            return new Filling(null, RefinementVerdict.Unanswered, trouble.Message, trouble.Usage?.TotalTokenCount ?? 0)
            {
                IsHopeless = !trouble.MayPass && trouble.Trouble is not (ModelTrouble.TooLarge or ModelTrouble.TooLong or ModelTrouble.Rejected),
                IsUnaffordable = trouble.Trouble == ModelTrouble.Unaffordable,
            };
        }
    }

    private Filling Place(string answer, ChosenSpan chosen, byte[] text, long tokens, CancellationToken cancellationToken)
    {
        var span = chosen.Span;
        var readings = AnswerReadings.Of(
            answer, Before(text, span.Start), After(text, span.End), Math.Clamp(span.Length * Growth, ShortestBound, LongestBound));
        if (readings.Count == 0)
            return new Filling(null, RefinementVerdict.Unusable, string.IsNullOrWhiteSpace(answer) ? "the answer is empty" : "the answer is too long or no text", tokens);

        string? fault = null;
        foreach (var reading in readings)
        {
            var filled = Put(chosen, text, reading);
            if (filled.AsSpan().SequenceEqual(text))
                return new Filling(null, RefinementVerdict.Unchanged, "the answer says what stood there", tokens);

            if (syntax.FaultOf(chosen.File, filled, cancellationToken) is not { } found)
                return new Filling(filled, RefinementVerdict.Kept, "", tokens);

            fault ??= found;
        }

        return new Filling(null, RefinementVerdict.SyntaxFault, fault!, tokens);
    }

    private static byte[] Put(ChosenSpan chosen, byte[] text, string reading)
    {
        var fresh = chosen.File.IsCrlf ? reading.Replace("\n", "\r\n", StringComparison.Ordinal) : reading;
        return [.. text.AsSpan(0, chosen.Span.Start), .. Encoding.UTF8.GetBytes(fresh), .. text.AsSpan(chosen.Span.End)];
    }

    private static string Before(byte[] text, int start) => Decoded(text.AsSpan(Math.Max(0, start - Around)..start));

    private static string After(byte[] text, int end) => Decoded(text.AsSpan(end..Math.Min(text.Length, end + Around)));

    // Compared with answers only, in which lines end by themselves.
    private static string Decoded(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).Replace("\r\n", "\n", StringComparison.Ordinal);
}
