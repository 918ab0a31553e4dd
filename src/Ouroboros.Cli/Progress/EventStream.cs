using Ouroboros.Cli.Output;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Progress;

/// <summary>One JSON object a line and event, as they are recorded.</summary>
internal sealed class EventStream(Printer printer) : IRunObserver
{
    private readonly Lock gate = new();

    public void On(RunEvent recorded)
    {
        var line = Json.Object(
            json =>
            {
                json.WriteString("run_id", recorded.Run.Value);
                json.WriteNumber("sequence", recorded.Sequence);
                json.WriteString("at", recorded.At);
                json.WriteString("kind", recorded.Kind);
                json.WritePropertyName("data");

                // The journal wrote it itself, on one line.
                json.WriteRawValue(recorded.Json, skipInputValidation: true);
            },
            indented: false);
        lock (gate)
            printer.Raw(line);
    }
}
