using Ouroboros.Adapters.Bubblewrap;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>Which sandbox this machine gets, found out when the first command needs one.</summary>
internal sealed class SandboxChoice(SandboxMode mode, string supervisor, bool withoutNamespaces)
{
    private readonly Lazy<Found> _found = new(() => Find(mode, supervisor, withoutNamespaces));

    private sealed record Found(ISandboxPolicy? Policy, string? Refusal, string? Note);

    public bool CanMountElsewhere => _found.Value.Policy?.CanMountElsewhere ?? false;

    public IReadOnlyList<string> Gaps => _found.Value switch
    {
        { Policy: null, Refusal: var refusal } => [$"No command of the project can run: {refusal}"],
        { Policy: var policy, Note: { } note } => [note, .. policy.Gaps],
        { Policy: var policy } => policy.Gaps,
    };

    public ISandboxPolicy Policy => _found.Value is { Policy: { } policy } ? policy : throw new LaunchRefusedException(_found.Value.Refusal!);

    private static Found Find(SandboxMode mode, string supervisor, bool withoutNamespaces)
    {
        if (Supervisor.WhatIsWrongWith(supervisor) is { } wrong)
            return new Found(null, wrong, null);
        var note = "bubblewrap is not used because the setting says plain.";
        if (mode != SandboxMode.Plain)
        {
            if (BubblewrapProgram.Find() is not { } bubblewrap)
                note = "bubblewrap is not installed (Debian: apt-get install bubblewrap).";
            else if (FirstStart.WhatIsWrongWith(new BubblewrapPolicy(bubblewrap, supervisor), supervisor) is { } failure)
                note = $"{bubblewrap} does not work for this user: {failure}";
            else
                return new Found(new BubblewrapPolicy(bubblewrap, supervisor), null, null);
        }
        if (mode == SandboxMode.Bubblewrap)
            return new Found(null, $"{note} The sandbox setting demands it; install it or set the sandbox to plain.", null);
        return new Found(new PlainPolicy(KernelProbe.Run(supervisor), withoutNamespaces), null, note);
    }
}
