using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Commands.Configuring;

/// <summary>Says all about one setting. Works when the configuration is wrong, for that is when it is needed.</summary>
internal sealed class ConfigExplainCommand : OuroCommand
{
    private readonly Argument<string> key;
    private readonly Option<string?> workspace;

    public ConfigExplainCommand()
        : base("explain", "Say what a setting does, what it takes and who sets it.", "ouro config explain max_risk")
    {
        key = Add(new Argument<string>("KEY") { Description = "The setting." });
        workspace = Value("--workspace", "DIR", "The project; the nearest one above when not given.", "-C");
    }

    public override Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var setting = KnownSetting.Find(call.Get(key));
        Describe(setting, call.Out);
        var layers = LayerReader.Read(
            ConfigurationPlaces.Of(call.WorkspaceFrom(call.Get(workspace)), call.Here), call.Here, new Dictionary<string, string>(), []);
        call.Out.Line();
        call.Out.Line(Ink.Strong("Set by"), ", the last one that counts wins:");
        call.Out.Line("  ", setting.Default.Length == 0 ? "(none)" : setting.Default, Ink.Faint("  default"));
        foreach (var layer in layers.Where(l => l.Entries.ContainsKey(setting.Name)))
        {
            var entry = layer.Entries[setting.Name];
            var problem = SettingValue.Problem(setting, entry.Text, out _);
            call.Out.Line(
                "  ", entry.Text, Ink.Faint($"  {entry.Place}"),
                setting.Guarded && !layer.Trusted ? Ink.Caution("  inert until you run: ouro config trust") : "",
                problem is null ? "" : Ink.Bad($"  {problem}"));
        }

        return Task.FromResult(ExitCodes.Achieved);
    }

    private static void Describe(Setting setting, Printer printer)
    {
        printer.Line(Ink.Strong(setting.Name), $" ({setting.Type})");
        printer.Paragraph(setting.Description, "  ");
        if (setting.Awaits is { } awaited)
            printer.Line("  ", Ink.Caution($"Nothing of this version reads it yet; it awaits: {awaited}."));

        printer.Line();
        printer.Line("  file      ", $"{setting.Name}: {(setting.Default.Length == 0 ? "VALUE" : setting.Default)}");
        printer.Line("  variable  ", setting.Variable, setting.SeedVariable is { } seed ? $" or {seed}" : "");
        if (setting.Guarded)
            printer.Paragraph("Guarded: a project's own ouroboros.yaml or .env sets it only once you trust the file.", "  ");
    }
}
