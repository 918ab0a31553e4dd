using Ouroboros.Cli.CommandLine;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Repairs whenever the project changes.</summary>
internal sealed class WatchCommand : RepairingCommand
{
    public WatchCommand()
        : base(
            "watch", "Run the tests whenever files change and search for a patch when some fail; applies one only with --auto-apply.",
            "ouro watch                           # report, and wait for the next change",
            "ouro watch --auto-apply --max-risk 0.3",
            "ouro watch --cron '0 */6 * * *' --jsonl") => AddWatchOptions();

    protected override bool IsContinuous(Invocation call) => true;
}
