using System.Text;
using Microsoft.Extensions.AI;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Refinement;

/// <summary>What a model is shown of a draft: what stands before and after the mask, as much as its context takes, and which tests fail.</summary>
internal sealed class FillPrompt(RefinementBrief brief, RefinementForm form, int contextTokens)
{
    // In bytes; code has about three of them to a token. What comes before says more than what comes after.
    private const int BytesPerToken = 3, TestsTold = 3, LongestTold = 300;
    private const double Before = 0.7;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Prompts that are the same have the same hash.</summary>
    public ContentHash HashOf(ChosenSpan chosen, byte[] text)
    {
        ReadOnlySpan<byte> region = form == RefinementForm.Fill ? [] : text.AsSpan(chosen.Span.Start, chosen.Span.Length);
        return ContentHash.Of([
            .. Utf8.GetBytes($"{chosen.File.Path}\0{chosen.Span.Start}\0"), .. text.AsSpan(0, chosen.Span.Start), .. region, 0, .. text.AsSpan(chosen.Span.End)]);
    }

    public ChatMessage Of(ChosenSpan chosen, byte[] text)
    {
        var room = Math.Max(1_000, contextTokens * BytesPerToken);
        var (file, span) = chosen;
        var prefix = Tail(text.AsSpan(0, span.Start), (int)(room * Before));
        var suffix = Head(text.AsSpan(span.End), (int)(room * (1 - Before)));
        AIContent content = form == RefinementForm.Fill
            ? new FillContent(file.Path.Value, Told(file.Language) + prefix, suffix)
            : new RewriteContent(
                file.Path.Value, prefix, Utf8.GetString(text.AsSpan(span.Start, span.Length)), suffix, $"{brief.Wish}\n{Told(file.Language)}".TrimEnd(), []);
        return new ChatMessage(ChatRole.User, [content]);
    }

    /// <summary>The failing tests as comments of the language: a model that only completes knows no other way to be told.</summary>
    private string Told(Language language)
    {
        var sign = language == Language.Python ? "#" : "//";
        var told = new StringBuilder();
        foreach (var test in brief.Failing.Take(TestsTold))
            told.Append(sign).Append(" failing test ").Append(OneLine($"{test.Name}: {test.Failure?.Exception} {test.Failure?.Message}")).Append('\n');

        return told.ToString();
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text[..Math.Min(text.Length, LongestTold * 2)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > LongestTold ? line[..LongestTold] : line;
    }

    private static string Tail(ReadOnlySpan<byte> text, int most)
    {
        if (text.Length > most)
        {
            text = text[^most..];
            text = text[(text.IndexOf((byte)'\n') + 1)..];
            text = text[text.IndexOfAnyExceptInRange((byte)0x80, (byte)0xBF)..];
        }

        return Utf8.GetString(text).TrimStart('\uFEFF');
    }

    private static string Head(ReadOnlySpan<byte> text, int most)
    {
        if (text.Length > most)
        {
            text = text[..most];
            text = text[..(text.LastIndexOf((byte)'\n') + 1)];
        }

        return Utf8.GetString(text);
    }
}
