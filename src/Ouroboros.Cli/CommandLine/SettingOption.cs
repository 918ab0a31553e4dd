using System.CommandLine;
using Ouroboros.Cli.Configuration;

namespace Ouroboros.Cli.CommandLine;

/// <summary>A setting given on the command line.</summary>
internal sealed class SettingOption : Option<string?>
{
    public SettingOption(Setting setting, string placeholder, params IReadOnlyList<string> names)
        : base(names is [var first, ..] ? first : setting.FlagName, [.. names.Skip(1), .. names.Count == 0 ? Array.Empty<string>() : [setting.FlagName]])
    {
        Setting = setting;
        HelpName = placeholder;
        Description = setting.Default is { Length: > 0 } && setting.Kind != SettingKind.Flag
            ? $"{setting.Description} Default {setting.Default}."
            : setting.Description;
        if (setting.Kind == SettingKind.Flag || setting.Alone is not null)
            Arity = ArgumentArity.ZeroOrOne;
    }

    public Setting Setting { get; }
}
