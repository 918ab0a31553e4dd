using System.Text.Json;

namespace Ouroboros.Techniques.Models.Mock;

/// <summary>What a scripted model says, line by line.</summary>
public sealed record MockScript(IReadOnlyList<MockLine> Lines)
{
    private const int Longest = 4 << 20, MostLines = 10_000;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };

    /// <summary>The one that is built in: it looks at the failure and gives up, so that a first try shows the whole way and changes nothing.</summary>
    public static MockScript BuiltIn { get; } = new(
    [
        new MockLine("I look at the failure first.", [new MockCall("analyse_error", "{}")], null),
        new MockLine("", [new MockCall("give_up", """{"reason":"the built-in mock model proposes nothing; give it a script: --mock FILE"}""")], "data"),
        new MockLine("The built-in mock model knows no answer; give it a script: --mock FILE", [], null),
    ]);

    /// <summary>
    /// Reads a script: one JSON object a line, <c>{"say": "…", "call": "read", "with": {…}, "when": "…"}</c>. <c>calls</c> holds several;
    /// a line with <c>when</c> waits until that stands in what the model was told last.
    /// </summary>
    /// <exception cref="FormatException">Names the line and what is wrong with it.</exception>
    public static MockScript Parse(string text, string name)
    {
        if (text.Length > Longest)
            throw new FormatException($"{name} has {text.Length} characters; a script may have {Longest}.");

        var lines = new List<MockLine>();
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || line[0] == '#')
                continue;

            if (lines.Count == MostLines)
                throw new FormatException($"{name} has more than {MostLines} lines.");

            lines.Add(Line(line, $"{name}:{number}"));
        }

        return new MockScript(lines);
    }

    private static MockLine Line(string line, string place)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Options);
            var told = document.RootElement;
            if (told.ValueKind != JsonValueKind.Object)
                throw new FormatException($"{place}: is no JSON object.");

            var calls = new List<MockCall>();
            if (told.TryGetProperty("call", out _))
                calls.Add(Call(told, place));

            if (told.TryGetProperty("calls", out var several))
                calls.AddRange(several.EnumerateArray().Select(c => Call(c, place)));

            var say = Text(told, "say") ?? "";
            return say.Length > 0 || calls.Count > 0 || told.TryGetProperty("say", out _)
                ? new MockLine(say, calls, Text(told, "when"))
                : throw new FormatException($"{place}: neither says (\"say\") nor calls (\"call\") anything.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{place}: {e.Message}", e);
        }
    }

    private static MockCall Call(JsonElement told, string place) => new(
        Text(told, "call") ?? Text(told, "name") ?? throw new FormatException($"{place}: a call names no tool."),
        told.TryGetProperty("with", out var with) ? with.ValueKind == JsonValueKind.String ? with.GetString()! : with.GetRawText() : "{}");

    private static string? Text(JsonElement told, string name) =>
        told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <param name="When">Stands in what the model was told last, or the line waits; null for at once.</param>
public sealed record MockLine(string Say, IReadOnlyList<MockCall> Calls, string? When);

/// <param name="Arguments">As they shall come, valid JSON or not.</param>
public sealed record MockCall(string Tool, string Arguments);
