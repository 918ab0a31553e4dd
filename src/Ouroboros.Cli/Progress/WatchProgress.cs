using System.Globalization;
using System.Text.Json;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Cli.Progress;

/// <summary>Shows the cycles of a watch as they come: a line each for people, an object each for programs.</summary>
/// <param name="events">Where the objects go; null where none are wanted.</param>
internal sealed class WatchProgress(Printer notes, Printer? events, TimeProvider clock) : IWatchViewer
{
    private bool isWaiting;

    /// <summary>How many cycles this watch carried out.</summary>
    public int Cycles { get; private set; }

    public CycleEnd? Last { get; private set; }

    public void Begun(WatchCycle cycle)
    {
        isWaiting = false;
        notes.Line(Time(), Ink.Strong($"cycle {cycle.Number}"), Ink.Faint($" ({cycle.Cause})"));
        Emit("watch.cycle.begun", json => WatchJson.Write(json, cycle));
    }

    public void Ended(WatchCycle cycle, CycleEnd end)
    {
        (Cycles, Last) = (Cycles + 1, end);
        var word = end.Result is { } result ? StoryJson.NameOf(result).Replace('_', ' ') : "trouble";
        notes.Line(Time(), Ink.Strong($"cycle {cycle.Number}"), $" {word}: {end.Reason}");
        Emit("watch.cycle.ended", json =>
        {
            WatchJson.Write(json, cycle);
            WatchJson.Write(json, end);
        });
    }

    public void Waits(WatchWait wait)
    {
        // Looked and found nothing: that needs no line.
        if (isWaiting)
            return;

        isWaiting = true;
        var until = wait.Until is { } due ? $", until {due.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} at the latest" : "";
        notes.Line(Time(), Ink.Faint($"waiting for {wait.For}{until}"));
        Emit("watch.waits", json => WatchJson.Write(json, wait));
    }

    private Ink Time() => Ink.Faint(clock.GetLocalNow().ToString("HH:mm:ss  ", CultureInfo.InvariantCulture));

    private void Emit(string kind, Action<Utf8JsonWriter> data)
    {
        if (events is null)
            return;

        events.Raw(Json.Object(
            json =>
            {
                json.WriteString("at", clock.GetUtcNow());
                json.WriteString("kind", kind);
                json.WriteStartObject("data");
                data(json);
                json.WriteEndObject();
            },
            indented: false));
    }
}
