using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands.Configuring;

namespace Ouroboros.Cli.Commands;

/// <summary>Every command, in the order the help shows them.</summary>
internal static class CommandList
{
    public static IEnumerable<System.CommandLine.Command> All()
    {
        yield return new CheckCommand();
        yield return new DoctorCommand();
        yield return new ConfigCommand();
    }
}
