using System.Globalization;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Bubblewrap;

/// <summary>A sandbox as bubblewrap's arguments. The environment is not among them: others can read a command line.</summary>
internal static class BubblewrapArguments
{
    public const string Home = "/tmp/home";

    /// <summary>Where the supervisor's own program stands inside, as first process of the namespace.</summary>
    private const string First = "/.ouro-exec";

    private static readonly string[] SystemDirectories = ["/usr", "/etc", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];

    private static readonly string[] SecretFiles = ["/etc/shadow", "/etc/shadow-", "/etc/gshadow", "/etc/gshadow-", "/etc/sudoers"];

    private static readonly string[] SecretDirectories = ["/etc/sudoers.d", "/etc/ssh", "/etc/ssl/private"];

    public static IReadOnlyList<string> For(string bubblewrap, string supervisor, Command command, Sandbox sandbox)
    {
        var size = (command.Limits.FileBytes ?? 1L << 30).ToString(CultureInfo.InvariantCulture);
        var arguments = new List<string>
        {
            bubblewrap, "--args", "4",
            "--unshare-all", "--die-with-parent", "--new-session", "--as-pid-1", "--cap-drop", "ALL", "--hostname", "ouroboros",
        };
        if (sandbox.Network)
            arguments.Add("--share-net");
        AddSystem(arguments, sandbox.Network);

        // Temporary files are memory, so they get a size; the kernel's default is half of the machine.
        arguments.AddRange(["--proc", "/proc", "--dev", "/dev", "--size", size, "--tmpfs", "/dev/shm", "--remount-ro", "/dev"]);
        arguments.AddRange(["--size", size, "--tmpfs", "/tmp", "--dir", Home, "--ro-bind", supervisor, First]);
        AddMounts(arguments, sandbox);

        // Without it the root, a tmpfs of bubblewrap's own, would be writable.
        arguments.AddRange(["--remount-ro", "/", "--chdir", command.WorkingDirectory ?? (sandbox.Writable is [var first, ..] ? first.Inside : "/")]);
        var processes = command.Limits.Processes?.ToString(CultureInfo.InvariantCulture) ?? "-1";
        arguments.AddRange(["--", First, "--enter", processes, command.Program]);
        arguments.AddRange(command.Arguments);
        return arguments;
    }

    private static void AddSystem(List<string> arguments, bool network)
    {
        foreach (var path in SystemDirectories)
        {
            if (new DirectoryInfo(path) is not { Exists: true } directory)
                continue;
            if (directory.LinkTarget is { } target)
                arguments.AddRange(["--symlink", target, path]);
            else
                arguments.AddRange(["--ro-bind", path, path]);
        }
        if (Environment.IsPrivilegedProcess)
            HideSecrets(arguments);
        // Names are looked up through a file that /etc/resolv.conf often only points to.
        if (network)
            arguments.AddRange(["--ro-bind-try", "/run/systemd/resolve", "/run/systemd/resolve"]);
    }

    // Root outside reads them inside as well, capabilities or not: the files are its own. Nobody else ever could.
    private static void HideSecrets(List<string> arguments)
    {
        foreach (var path in SecretFiles.Where(File.Exists))
            arguments.AddRange(["--ro-bind", "/dev/null", path]);
        foreach (var path in SecretDirectories.Where(Directory.Exists))
            arguments.AddRange(["--tmpfs", path, "--remount-ro", path]);
    }

    // Outer directories first, whatever the order given: a later mount covers what lies below it.
    private static void AddMounts(List<string> arguments, Sandbox sandbox)
    {
        var mounts = sandbox.Readable.Select(mount => ("--ro-bind", mount)).Concat(sandbox.Writable.Select(mount => ("--bind", mount)));
        foreach (var (how, mount) in mounts.OrderBy(entry => entry.mount.Inside.TrimEnd('/').Length))
            arguments.AddRange([how, mount.Outside, mount.Inside]);
    }
}
