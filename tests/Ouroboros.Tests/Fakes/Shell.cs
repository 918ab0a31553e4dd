using System.Diagnostics;

namespace Ouroboros.Tests.Fakes;

/// <summary>Runs small commands that tests need: ln, git, unshare.</summary>
internal static class Shell
{
    public static bool IsRoot => Environment.UserName == "root";

    public static (int ExitCode, string Output) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-c", $"exec 2>&1; {script}", "bash", .. arguments])
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    public static string MustRun(string script, params string[] arguments)
    {
        var (code, output) = Run(script, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"`{script}` ended with {code}: {output}");
    }
}
