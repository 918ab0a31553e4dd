using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Commands.Configuring;

internal sealed class ConfigListCommand : OuroCommand
{
    private readonly Option<string?> workspace;
    private readonly Option<bool> json;

    public ConfigListCommand()
        : base("list", "Show every setting, its value and where it comes from.", "ouro config list", "ouro config list --json")
    {
        workspace = Value("--workspace", "DIR", "The project; the nearest one above when not given.", "-C");
        json = Switch("--json", "Print one JSON object.");
    }

    public override Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var config = call.Load(call.WorkspaceFrom(call.Get(workspace)));
        if (call.Get(json))
            call.Out.Raw(ToJson(config));
        else
            Print(config, call.Out);

        return Task.FromResult(ExitCodes.Achieved);
    }

    private static void Print(Config config, Printer printer)
    {
        var table = new Table(new("Setting"), new("Value", Flexible: true), new("Origin", Flexible: true));
        foreach (var resolved in config.All.Where(r => r.Setting.Awaits is null || r.Origin != Origin.Default))
        {
            table.Add(
                resolved.Setting.Name,
                resolved.Value.Length == 0 ? Ink.Faint("(none)") : resolved.Origin == Origin.Default ? resolved.Value : Ink.Accent(resolved.Value),
                resolved.Inert.Count > 0 ? Ink.Caution($"{resolved.Place}; inert: {resolved.Inert[0].Place}") : resolved.Place);
        }

        table.Print(printer);
    }

    private static string ToJson(Config config) => Json.Object(json => json.Objects("settings", config.All, resolved =>
    {
        json.WriteString("name", resolved.Setting.Name);
        json.WriteString("value", resolved.Value);
        json.WriteString("origin", KnownSetting.NameOf(resolved.Origin));
        json.WriteString("place", resolved.Place);
        json.WriteString("default", resolved.Setting.Default);
        json.WriteString("type", resolved.Setting.Type);
        json.WriteString("awaits", resolved.Setting.Awaits);
        json.Strings("inert", resolved.Inert.Select(i => i.Place));
    }));
}
