using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Commands.Configuring;

/// <summary>Lets a project's own files set guarded keys, for exactly the content they have now.</summary>
internal sealed class ConfigTrustCommand : OuroCommand
{
    private readonly Option<bool> revoke;
    private readonly Option<string?> workspace;

    public ConfigTrustCommand()
        : base(
            "trust", "Trust the project's ouroboros.yaml and .env as they are now; any later change needs it again.",
            "ouro config trust", "ouro config trust --revoke")
    {
        revoke = Switch("--revoke", "Trust them no longer.");
        workspace = Value("--workspace", "DIR", "The project; the nearest one above when not given.", "-C");
    }

    public override Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var places = ConfigurationPlaces.Of(call.WorkspaceFrom(call.Get(workspace)), call.Here);
        var trust = new TrustedFiles(places.UserState, call.Here.Clock);
        var files = new[] { places.ProjectFile, places.DotEnv }.Where(File.Exists).ToArray();
        if (files.Length == 0)
            throw UserError.Misuse($"There is no ouroboros.yaml and no .env in {Path.GetDirectoryName(places.ProjectFile)}.", "Name the project with --workspace DIR.");

        foreach (var file in files)
        {
            if (call.Get(revoke))
            {
                trust.Revoke(file);
                call.Notes.Line($"{file} is not trusted.");
            }
            else
            {
                trust.Trust(file);
                call.Notes.Line(Ink.Good("trusted "), file);
            }
        }

        return Task.FromResult(ExitCodes.Achieved);
    }
}
