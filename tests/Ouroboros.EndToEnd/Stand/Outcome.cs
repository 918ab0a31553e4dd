using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ouroboros.EndToEnd.Stand;

/// <summary>What one call of a command did.</summary>
internal sealed partial record Outcome(int ExitCode, string Output, string Progress)
{
    public string Everything => Output + Progress;

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public string RunId => AnyRunId().Match(Everything) is { Success: true } match
        ? match.Value
        : throw new ShouldAssertException($"No run is named in:\n{Everything}");

    /// <summary>Fails with the whole output, which is what one wants to see first.</summary>
    public Outcome ShouldEndWith(params int[] codes)
    {
        codes.ShouldContain(ExitCode, $"exit code {ExitCode}\n{Tail(Output)}\n--- stderr\n{Tail(Progress)}");
        Everything.ShouldNotContain("   at Ouroboros.");
        Everything.ShouldNotContain("Unhandled exception");
        return this;
    }

    public Outcome ShouldMention(params string[] words)
    {
        foreach (var word in words)
            Everything.ShouldContain(word, Case.Insensitive, Tail(Everything));
        return this;
    }

    private static string Tail(string text) => text.Length <= 6000 ? text : "…" + text[^6000..];

    [GeneratedRegex("gen_[0-9]{8}_[0-9]{6}_[0-9a-f]{6}")]
    private static partial Regex AnyRunId();
}
