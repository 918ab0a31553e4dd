using System.Security.Cryptography;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Configuration;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Cli.Commands.History;

internal static class BenchOpening
{
    public static async Task<Workbench> OpenAsync(this Invocation call, string workspace, Config config, CancellationToken cancellationToken)
    {
        var mode = SandboxModes.Of(config[Settings.SandboxMode].Value);

        // Run ids come from it, which must differ between processes, and how the pauses of a watch vary.
        var chance = new Random(RandomNumberGenerator.GetInt32(int.MaxValue));
        var bench = await Workbench.OpenAsync(workspace, mode, call.Here, chance, cancellationToken);
        bench.Artifacts = config.Text(Settings.Artifacts) is { } place ? Path.GetFullPath(place, workspace) : null;
        return bench;
    }
}
