using Ouroboros.Cli.Commands.Configuring;
using Ouroboros.Cli.Commands.History;
using Ouroboros.Cli.Commands.Running;

namespace Ouroboros.Cli.Commands;

/// <summary>Every command, in the order the help shows them.</summary>
internal static class CommandList
{
    public static IEnumerable<System.CommandLine.Command> All()
    {
        yield return new RepairCommand();
        yield return new WatchCommand();
        yield return new LocaliseCommand();
        yield return new ResumeCommand();
        yield return new UndoCommand();
        yield return new StatusCommand();
        yield return new ListRunsCommand();
        yield return new CostCommand();
        yield return new ShowCommand();
        yield return new ReplayCommand();
        yield return new VerifyCommand();
        yield return new CheckCommand();
        yield return new DoctorCommand();
        yield return new ConfigCommand();
    }
}
