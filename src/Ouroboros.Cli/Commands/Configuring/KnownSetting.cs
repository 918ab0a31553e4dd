using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;

namespace Ouroboros.Cli.Commands.Configuring;

internal static class KnownSetting
{
    /// <summary>A setting by its name or by any name it goes by elsewhere: its variable, its flag, its name in the seeds.</summary>
    public static Setting Find(string? name)
    {
        var typed = name ?? "";
        var found = Settings.Find(typed.Replace('-', '_').TrimStart('_').ToLowerInvariant())
            ?? Settings.All.FirstOrDefault(s => s.Variable == typed || s.SeedVariable == typed);
        if (found is null && SeedVariables.Find(typed) is { } seed)
            throw UserError.Misuse($"{typed} is known, but nothing of this version reads it; it awaits: {seed.Awaits}.", "See: ouro config list");

        return found ?? throw UserError.Misuse(
            $"There is no setting '{typed}'.",
            Suggestion.For(typed, Settings.All.Select(s => s.Name)) is { } near ? $"Did you mean '{near}'?" : "See: ouro config list");
    }

    public static string NameOf(Origin origin) => origin switch
    {
        Origin.DotEnv => ".env",
        _ => origin.ToString().ToLowerInvariant(),
    };
}
