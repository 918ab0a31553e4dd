using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Commands.Configuring;

internal sealed class ConfigSetCommand : OuroCommand
{
    private readonly Argument<string> key;
    private readonly Argument<string> value;
    private readonly Option<bool> project;
    private readonly Option<string?> workspace;

    public ConfigSetCommand()
        : base(
            "set", "Set a setting for yourself, or for the project with --project.",
            "ouro config set max_risk 0.3", "ouro config set --project test_command 'python -m pytest tests/unit'")
    {
        key = Add(new Argument<string>("KEY") { Description = "The setting." });
        value = Add(new Argument<string>("VALUE") { Description = "Its value." });
        project = Switch("--project", "Write it to the project's ouroboros.yaml.");
        workspace = Value("--workspace", "DIR", "The project; the nearest one above when not given.", "-C");
    }

    public override Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var setting = KnownSetting.Find(call.Get(key));
        if (SettingValue.Problem(setting, call.Get(value)!, out var normal) is { } problem)
            throw UserError.Misuse($"{setting.Name} {problem}.", $"See: ouro config explain {setting.Name}");

        var places = ConfigurationPlaces.Of(call.WorkspaceFrom(call.Get(workspace)), call.Here);
        var file = call.Get(project) ? places.ProjectFile : places.UserFile
            ?? throw UserError.Missing("There is no home directory to keep settings in.", "Set HOME or XDG_CONFIG_HOME, or use --project.");
        var trust = new TrustedFiles(places.UserState, call.Here.Clock);

        // Who edits a file they trust trusts what they wrote.
        var trusted = call.Get(project) && trust.Holds(file);
        ConfigurationFile.Set(file, setting.Name, normal);
        if (trusted && setting.Guarded)
            trust.Trust(file);

        call.Notes.Line($"{setting.Name} is now ", Ink.Accent(normal), $" in {file}");
        if (call.Get(project) && setting.Guarded && !trusted)
            call.Notes.Line(Ink.Caution("note: "), "it stays inert until you trust that file: ouro config trust");

        return Task.FromResult(ExitCodes.Achieved);
    }
}
