using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Cli.Doctor;

/// <summary>What keeps a project's commands in bounds here.</summary>
internal static class Isolation
{
    private const string SecurityModules = "/sys/kernel/security/lsm";

    public static Finding Examine(IProcessRunner runner)
    {
        var gaps = runner.SandboxGaps;
        return gaps.Count == 0
            ? new Finding("", Verdict.Good, "bubblewrap isolates every command of a project", null)
            : new Finding("", Verdict.Caution, "not everything is enforced: " + string.Join('\n', gaps), "apt-get install bubblewrap");
    }

    public static Finding Landlock()
    {
        if (!File.Exists(SecurityModules))
            return new Finding("", Verdict.Good, "cannot be told here; used where the kernel has it", null);

        return File.ReadAllText(SecurityModules).Contains("landlock", StringComparison.Ordinal)
            ? new Finding("", Verdict.Good, "the kernel has it", null)
            : new Finding("", Verdict.Caution, "the kernel does not have it; the plain sandbox enforces less", "Use bubblewrap, or a kernel with Landlock.");
    }
}
