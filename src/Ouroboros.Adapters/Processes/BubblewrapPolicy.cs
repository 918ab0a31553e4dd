using Ouroboros.Adapters.Bubblewrap;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>The supervisor starts bubblewrap, and stands again inside as the first process there.</summary>
internal sealed class BubblewrapPolicy(string bubblewrap, string supervisor) : ISandboxPolicy
{
    public bool CanMountElsewhere => true;

    public IReadOnlyList<string> Gaps => [];

    public void Describe(Command command, Sandbox sandbox, LaunchPlan plan)
    {
        plan.Say("wrapped", "1").SayAll("rw", sandbox.Writable.Select(mount => mount.Outside));
        plan.SayAll("env", CommandEnvironment.Of(command));
        if (!command.Environment.ContainsKey("HOME"))
            plan.Say("env", $"HOME={BubblewrapArguments.Home}");
        if (!command.Environment.ContainsKey("TMPDIR"))
            plan.Say("env", "TMPDIR=/tmp");
        plan.SayAll("arg", BubblewrapArguments.For(bubblewrap, supervisor, command, sandbox));
    }
}
