using System.Diagnostics;

namespace Ouroboros.CrashHost;

/// <summary>A crash host in a process of its own.</summary>
public sealed class Victim : IDisposable
{
    private readonly Process process;

    private Victim(Process process) => this.process = process;

    public static Victim Start(string? failPoint, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.ArgumentList.Add(Path.Join(AppContext.BaseDirectory, "crash-host.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        if (failPoint is not null)
            start.Environment["OURO_FAILPOINT"] = failPoint;

        return new Victim(Process.Start(start)!);
    }

    /// <summary>A line of its output, or null when it has ended.</summary>
    public string? Hear() => process.StandardOutput.ReadLine();

    public void Kill() => process.Kill();

    /// <summary>Lets a `work` host end by itself.</summary>
    public void Release() => process.StandardInput.Close();

    public bool HasExited => process.HasExited;

    /// <summary>137 when it was killed.</summary>
    public int WaitForExit()
    {
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();

        process.WaitForExit();
        process.Dispose();
    }
}
