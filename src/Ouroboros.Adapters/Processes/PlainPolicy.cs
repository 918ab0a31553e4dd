using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>Without bubblewrap the supervisor itself closes what the kernel lets it close, and the rest is said aloud.</summary>
internal sealed class PlainPolicy(KernelProbe kernel, bool withoutNamespaces) : ISandboxPolicy
{
    private readonly KernelProbe _kernel = withoutNamespaces
        ? kernel with { Processes = false, Network = false, Places = false, Tree = false } : kernel;

    public bool CanMountElsewhere => false;

    public IReadOnlyList<string> Gaps => [.. FindGaps()];

    public void Describe(Command command, Sandbox sandbox, LaunchPlan plan)
    {
        if (sandbox.Writable.Concat(sandbox.Readable).FirstOrDefault(mount => mount.Outside != mount.Inside) is { } elsewhere)
            throw new LaunchRefusedException(
                $"{elsewhere.Outside} cannot appear as {elsewhere.Inside}: that needs bubblewrap, and this machine has none that works.");
        plan.Say("confined", "1").Say("tmp", Path.GetTempPath().TrimEnd('/'));
        if (sandbox.Network)
            plan.Say("network", "1");
        if (_kernel is { Processes: false, Network: false, Places: false })
            plan.Say("no-namespaces", "1");
        plan.SayAll("rw", sandbox.Writable.Select(mount => mount.Outside)).SayAll("ro", sandbox.Readable.Select(mount => mount.Outside));
        plan.SayAll("tmp-var", new[] { "TMPDIR", "HOME" }.Where(name => !command.Environment.ContainsKey(name)));
        plan.SayAll("env", CommandEnvironment.Of(command)).Say("chdir", command.WorkingDirectory ?? (sandbox.Writable is [var first, ..] ? first.Inside : "/"));
        plan.Say("arg", command.Program).SayAll("arg", command.Arguments);
    }

    private IEnumerable<string> FindGaps()
    {
        yield return "Names, sizes and ages of files everywhere can be asked for, though not their contents.";
        if (_kernel.Landlock < 1)
            yield return _kernel.Tree
                ? "Files of this user can be read everywhere (this kernel has no Landlock)."
                : "Files of this user can be read and changed everywhere (this kernel has neither Landlock nor namespaces for this user).";
        else if (!_kernel.Tree)
            yield return "Modes, times and owners of this user's files can be changed everywhere, though not their contents.";
        if (!_kernel.Processes)
            yield return _kernel.Landlock >= 6
                ? "Names and arguments of other processes can be seen."
                : "Other processes of this user can be seen and ended.";
        if (!_kernel.Network)
            yield return "No socket can be opened at all, so tests that talk to themselves over loopback fail.";
        else
            yield return "Sockets of other programs that lie in the file system outside of /run can be reached.";
    }
}
