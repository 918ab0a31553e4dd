using System.CommandLine;
using Ouroboros.Cli.Configuration;

namespace Ouroboros.Cli.CommandLine;

/// <summary>A setting given on the command line.</summary>
internal sealed class SettingOption : Option<string?>
{
    public SettingOption(Setting setting, string placeholder, string? name)
        : base(name ?? setting.FlagName, [.. name is null ? Array.Empty<string>() : [setting.FlagName]])
    {
        Setting = setting;
        HelpName = placeholder;
        Description = setting.Default is { Length: > 0 } && setting.Kind != SettingKind.Flag
            ? $"{setting.Description} Default {setting.Default}."
            : setting.Description;
        if (setting.Kind == SettingKind.Flag)
            Arity = ArgumentArity.ZeroOrOne;
    }

    public Setting Setting { get; }
}
