using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Agents.External;

/// <summary>What an external agent is allowed. Nothing of it may come from the target repository.</summary>
public sealed record AgentOptions(AgentTemplate Template)
{
    /// <summary>Whether it may reach the network. It is off until the person allows it.</summary>
    public bool Network { get; init; }

    public TimeSpan WallTime { get; init; } = TimeSpan.FromMinutes(10);

    public long MemoryBytes { get; init; } = 4L << 30;

    /// <summary>Of each of its streams; what comes after is dropped and counted.</summary>
    public long OutputBytes { get; init; } = 1 << 20;

    /// <summary>The size any one file may reach while it works.</summary>
    public long FileBytes { get; init; } = 256 << 20;

    public int Processes { get; init; } = 512;

    /// <summary>Names of environment variables that it gets as they are. It gets no other of them, keys least of all.</summary>
    public IReadOnlyList<string> Pass { get; init; } = [];

    /// <summary>Variables set for it.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Directories it may read beside the system's, such as where it is installed. Programs are looked for in them and in their <c>bin</c>.</summary>
    public IReadOnlyList<string> Readable { get; init; } = [];

    /// <summary>How much of what it wrote is taken.</summary>
    public DifferenceLimits Difference { get; init; } = new();
}
