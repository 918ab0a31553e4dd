using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Configuration;

/// <summary>Where configuration and user-level state live: XDG directories and the workspace root.</summary>
internal sealed record ConfigurationPlaces(string? UserFile, string ProjectFile, string DotEnv, string? UserState)
{
    public static ConfigurationPlaces Of(string workspace, Surroundings here)
    {
        var home = here.Variable("HOME");
        var configuration = here.Variable("XDG_CONFIG_HOME") ?? (home is null ? null : Path.Join(home, ".config"));
        var state = here.Variable("XDG_STATE_HOME") ?? (home is null ? null : Path.Join(home, ".local", "state"));
        return new ConfigurationPlaces(
            configuration is null ? null : Path.Join(configuration, "ouroboros", "config.yaml"),
            Path.Join(workspace, "ouroboros.yaml"), Path.Join(workspace, ".env"),
            state is null ? null : Path.Join(state, "ouroboros"));
    }
}
