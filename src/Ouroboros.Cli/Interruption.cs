using System.Runtime.InteropServices;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli;

/// <summary>The first Ctrl-C, SIGTERM or SIGHUP asks the command to stop and leave things in order; the second ends it.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;
    private readonly Printer notes;

    public Interruption(Printer notes)
    {
        this.notes = notes;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop),
        ];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();

        source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
            return;

        signal.Cancel = true;
        notes.Line();
        notes.Line(Ink.Caution("stopping"), "; once more ends it at once.");
        source.Cancel();
    }
}
