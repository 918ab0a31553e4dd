using Ouroboros.Cli.CommandLine;

namespace Ouroboros.Cli.Commands.Configuring;

/// <summary>Shows and changes settings.</summary>
internal sealed class ConfigCommand : System.CommandLine.Command
{
    public ConfigCommand()
        : base("config", "Show, explain and change settings.")
    {
        Add(new ConfigListCommand());
        Add(new ConfigGetCommand());
        Add(new ConfigSetCommand());
        Add(new ConfigExplainCommand());
        Add(new ConfigTrustCommand());
    }
}
