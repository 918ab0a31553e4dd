using System.Text.Json;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Cli.Presentation;

/// <summary>A watch and its cycles as members of an object; docs/json.md describes them.</summary>
internal static class WatchJson
{
    /// <summary>The member <c>watch</c>; null where nobody ever watched.</summary>
    public static void Write(Utf8JsonWriter json, WatchStanding? standing)
    {
        if (standing is null)
        {
            json.WriteNull("watch");
            return;
        }

        var totals = standing.Totals;
        json.WriteStartObject("watch");
        json.WriteBoolean("alive", standing.IsAlive);
        Write(json, standing.Wait);
        json.WriteNumber("cycles", totals.Cycles);
        json.WriteNumber("green", totals.Green);
        json.WriteNumber("mended", totals.Mended);
        json.WriteNumber("waiting", totals.Waiting);
        json.WriteNumber("failed", totals.Failed);
        json.WriteNumber("troubled", totals.Troubled);
        json.Rounded("average_test_seconds", totals.AverageTestSeconds);
        WriteLast(json, standing);
        json.WriteEndObject();
    }

    private static void WriteLast(Utf8JsonWriter json, WatchStanding standing)
    {
        if (standing.Last is not { } last)
        {
            json.WriteNull("last");
            return;
        }

        json.WriteStartObject("last");
        Write(json, last);
        if (standing.LastEnd is { } end)
            Write(json, end);

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, WatchCycle cycle)
    {
        json.WriteNumber("cycle", cycle.Number);
        json.WriteString("cause", cycle.Cause);
        json.WriteString("begun_at", cycle.BegunAt);
        json.WriteString("run_id", cycle.Run?.Value);
    }

    public static void Write(Utf8JsonWriter json, CycleEnd end)
    {
        json.WriteString("result", end.Result is { } result ? StoryJson.NameOf(result) : "trouble");
        json.WriteString("reason", end.Reason);
        json.WriteNumber("passed", end.Passed);
        json.WriteNumber("failing", end.Failing);
        json.Rounded("test_seconds", end.TestSeconds);
        json.WriteNumber("files", end.FilesModified);
        json.WriteString("settled", end.Settled);
    }

    public static void Write(Utf8JsonWriter json, WatchWait? wait)
    {
        json.WriteString("waits_for", wait?.For);
        if (wait?.Until is { } until)
            json.WriteString("until", until);
        else
            json.WriteNull("until");
    }
}
