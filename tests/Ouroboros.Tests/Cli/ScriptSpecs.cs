using System.Diagnostics;
using Shouldly;

namespace Ouroboros.Tests.Cli;

/// <summary>The scripts of the clone, which no compiler looks at.</summary>
public sealed class ScriptSpecs
{
    public static TheoryData<string> Scripts => ["ouro", "test", ".ci/run", "scripts/build.sh", "scripts/prepare.sh", "native/build.sh"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_is_sound_bash(string script)
    {
        Check("bash", "-n", script);
        if (File.Exists("/usr/bin/shellcheck"))
            Check("shellcheck", "-x", "-S", "warning", script);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void No_script_names_a_host(string script) =>
        File.ReadAllText(Path.Combine(Approved.RepositoryRoot, script)).ShouldNotContain("://");

    private static void Check(string program, params string[] arguments)
    {
        // Errors join the output, so that one pipe is read and none fills up.
        var line = string.Join(' ', arguments.Prepend(program).Select(a => $"'{a}'")) + " 2>&1";
        var start = new ProcessStartInfo("bash", ["-c", line]) { WorkingDirectory = Approved.RepositoryRoot, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, output);
    }
}
