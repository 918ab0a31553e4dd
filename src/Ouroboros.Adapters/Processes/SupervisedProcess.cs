using System.Diagnostics;
using System.Runtime.InteropServices;

#pragma warning disable RS0030 // The one place where a process starts.

namespace Ouroboros.Adapters.Processes;

/// <summary>One running supervisor with its three streams.</summary>
internal sealed partial class SupervisedProcess : IDisposable
{
    private const int Terminate = 15;
    private readonly Process _process;

    private SupervisedProcess(Process process) => _process = process;

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public Stream Errors => _process.StandardError.BaseStream;

    public static SupervisedProcess Start(string supervisor, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(supervisor, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            // Its own place must never keep a directory busy; the command's place is in the plan.
            WorkingDirectory = "/",
        };
        start.Environment.Clear();
        return new SupervisedProcess(Process.Start(start)!);
    }

    public Task ExitAsync() => _process.WaitForExitAsync(CancellationToken.None);

    /// <summary>Only then is what stands at the end of standard error its report; a killed one has none, and others could forge it.</summary>
    public bool HasReported => _process.HasExited && _process.ExitCode == 0;

    /// <summary>Asks the supervisor to end everything: it does so, then reports and exits.</summary>
    public void End()
    {
        if (!_process.HasExited)
            _ = Kill(_process.Id, Terminate);
    }

    public void Dispose() => _process.Dispose();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
