namespace Ouroboros.Techniques.Sandboxing;

/// <summary>A program to start and the rails it runs on.</summary>
public sealed record Command(string Program, IReadOnlyList<string> Arguments)
{
    public string? WorkingDirectory { get; init; }

    /// <summary>The whole environment it sees, but for what the sandbox itself sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public ReadOnlyMemory<byte> StandardInput { get; init; }

    public ProcessLimits Limits { get; init; } = ProcessLimits.Default;

    /// <summary>Null for tools of ours such as git; code of a target project or an agent always has one.</summary>
    public Sandbox? Sandbox { get; init; }
}

/// <summary>What target code may see and touch.</summary>
public sealed record Sandbox
{
    /// <summary>Bound writable, each at <see cref="Mount.Inside"/>.</summary>
    public IReadOnlyList<Mount> Writable { get; init; } = [];

    /// <summary>Bound read-only beside the system directories: interpreters, virtual environments.</summary>
    public IReadOnlyList<Mount> Readable { get; init; } = [];

    public bool Network { get; init; }
}

/// <summary>A directory of the machine and where the sandboxed process finds it. Without bubblewrap both must be the same.</summary>
public sealed record Mount(string Outside, string Inside)
{
    public static Mount Same(string path) => new(path, path);
}

/// <summary>The most one process group may use. A value that is null does not bind.</summary>
public sealed record ProcessLimits
{
    public static ProcessLimits Default { get; } = new();

    public TimeSpan? WallTime { get; init; } = TimeSpan.FromSeconds(300);

    public long? MemoryBytes { get; init; } = 4L << 30;

    /// <summary>Of each stream; what comes after is dropped and counted.</summary>
    public long? OutputBytes { get; init; } = 8 << 20;

    public int? Processes { get; init; } = 256;

    /// <summary>The size any one file may reach.</summary>
    public long? FileBytes { get; init; } = 1L << 30;

    /// <summary>What must stay free on every disk it may write, however many files it makes; half of what was free where that was less.</summary>
    public long? FreeDiskBytes { get; init; } = 512L << 20;
}

public enum CommandEnd
{
    Exited,
    Signalled,
    TimedOut,
    OverMemory,
    Cancelled,

    /// <summary>It never started; the error says why.</summary>
    NotStarted,

    /// <summary>It had more processes and threads than allowed, where the kernel could not refuse the next one.</summary>
    OverProcesses,

    /// <summary>It left less of a disk free than it must.</summary>
    OverDisk,
}

/// <summary>What a command did.</summary>
public sealed record CommandOutcome(
    CommandEnd End, int? ExitCode, int? Signal, byte[] Output, byte[] Errors, long OutputDropped, TimeSpan Duration, long PeakMemoryBytes)
{
    public bool Succeeded => End == CommandEnd.Exited && ExitCode == 0;
}

/// <summary>The one way a process starts. Its whole group is gone when the outcome is there.</summary>
public interface IProcessRunner
{
    Task<CommandOutcome> RunAsync(Command command, CancellationToken cancellationToken);

    /// <summary>Starts a command to talk with; disposing it ends its whole group.</summary>
    Task<IConversation> ConverseAsync(Command command, CancellationToken cancellationToken);

    /// <summary>What this machine's sandbox does not enforce, for people; empty when it enforces all.</summary>
    IReadOnlyList<string> SandboxGaps { get; }

    /// <summary>Whether <see cref="Mount.Inside"/> may differ from <see cref="Mount.Outside"/>.</summary>
    bool CanMountElsewhere { get; }
}

/// <summary>A running process and its streams.</summary>
public interface IConversation : IAsyncDisposable
{
    Stream Input { get; }

    Stream Output { get; }

    /// <summary>The end of what it said on standard error, so far.</summary>
    string Errors { get; }

    /// <summary>Completes when the process ends, whatever the reason.</summary>
    Task<CommandOutcome> Ended { get; }
}
