using System.Diagnostics;
using System.Text.Json;

namespace Ouroboros.EndToEnd.Stand;

/// <summary>Other commands that the tests need, ended when they take too long.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static string Run(string command, params string[] arguments) => RunIn("/", command, arguments);

    public static string RunIn(string folder, string command, params string[] arguments)
    {
        var outcome = Start(new ProcessStartInfo(command, arguments) { WorkingDirectory = folder }).Finish();
        outcome.ExitCode.ShouldBe(0, $"{command} {string.Join(' ', arguments)}\n{outcome.Everything}");
        return outcome.Output;
    }

    /// <summary>Looks again and again until something holds. What is not there yet to be looked at does not hold yet.</summary>
    public static void Eventually(Func<bool> holds)
    {
        var started = Stopwatch.StartNew();
        while (!Holds(holds, started.Elapsed > Patience))
            Thread.Sleep(200);
    }

    public static Running Start(ProcessStartInfo start)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = start.RedirectStandardInput = true;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new Running(process);
    }

    private static bool Holds(Func<bool> holds, bool last)
    {
        try
        {
            var does = holds();
            (does || !last).ShouldBeTrue($"It did not come to hold within {Patience}.");
            return does;
        }
        catch (Exception e) when (!last && e is (InvalidOperationException or KeyNotFoundException or JsonException or IOException))
        {
            return false;
        }
    }

    /// <summary>A command at work.</summary>
    internal sealed class Running(Process process)
    {
        private readonly Task<string> output = process.StandardOutput.ReadToEndAsync();
        private readonly Task<string> progress = process.StandardError.ReadToEndAsync();

        public int Id => process.Id;

        public bool HasExited => process.HasExited;

        public void Signal(string name)
        {
            if (!process.HasExited)
                Process.Start("kill", [$"-{name}", $"{process.Id}"]).WaitForExit();
        }

        public Outcome Finish()
        {
            if (!process.WaitForExit(Patience))
            {
                process.Kill(entireProcessTree: true);
                var said = Task.WaitAll([output, progress], Patience) ? $"{output.Result}\n{progress.Result}" : "nothing that could be read";
                throw new TimeoutException($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} did not end. It said:\n{said}");
            }

            Task.WaitAll(output, progress);
            return new Outcome(process.ExitCode, output.Result, progress.Result);
        }
    }
}
