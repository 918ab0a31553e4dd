using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>Requests and answers that <see cref="RecordedChat"/> wrote.</summary>
public sealed class Tape
{
    private const int MostLines = 100_000;
    private const int Around = 40;

    private readonly Lock gate = new();
    private readonly List<string> requests = [];
    private readonly Dictionary<string, Queue<ChatResponse>> answers = [];

    private Tape()
    {
    }

    /// <exception cref="FormatException">A line of it is none; the message says which and why.</exception>
    public static Tape Read(TextReader lines)
    {
        var tape = new Tape();
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            if (number > MostLines)
                throw new FormatException($"The tape has more than {MostLines} lines. Split it by what it records.");
            if (!string.IsNullOrWhiteSpace(line))
                tape.Add(line, number);
        }

        return tape;
    }

    internal ChatResponse Next(string model, string request)
    {
        lock (gate)
        {
            if (answers.GetValueOrDefault(ChatRequestText.KeyOf(request)) is not { } waiting)
                throw new ModelTroubleException(ModelTrouble.NotFound, $"The tape holds no answer of {model} to this request. {Difference(request)} Record it anew.");

            return waiting.TryDequeue(out var answer) ? answer : throw new ModelTroubleException(
                ModelTrouble.NotFound, $"The tape holds fewer answers of {model} to this request than were asked for; all were given. Record it anew.");
        }
    }

    private void Add(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var request = json.RootElement.GetProperty("request").GetString() ?? "";
            var answer = AnswerJson.Read(json.RootElement.GetProperty("answer").GetString() ?? "")
                ?? throw new FormatException("its answer cannot be read");
            var key = ChatRequestText.KeyOf(request);
            if (!answers.TryGetValue(key, out var waiting))
                answers[key] = waiting = [];

            waiting.Enqueue(answer);
            requests.Add(request);
        }
        catch (Exception trouble) when (trouble is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new FormatException($"Line {number} of the tape is no recorded call: {trouble.Message}. Record it anew.", trouble);
        }
    }

    private string Difference(string request)
    {
        if (requests.Count == 0)
            return "It is empty.";

        var (alike, nearest) = requests.Select((r, i) => (r.AsSpan().CommonPrefixLength(request), i)).MaxBy(c => c.Item1);
        return $"Of its {requests.Count} requests number {nearest + 1} is nearest; they part at character {alike + 1}: "
            + $"asked is «{Excerpt(request, alike)}», recorded was «{Excerpt(requests[nearest], alike)}».";
    }

    private static string Excerpt(string text, int at)
    {
        var from = Math.Max(0, at - Around);
        return text[from..Math.Min(text.Length, at + Around)];
    }
}
