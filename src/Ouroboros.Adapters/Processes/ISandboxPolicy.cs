using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>How a command is kept in on this machine.</summary>
internal interface ISandboxPolicy
{
    bool CanMountElsewhere { get; }

    IReadOnlyList<string> Gaps { get; }

    void Describe(Command command, Sandbox sandbox, LaunchPlan plan);
}
