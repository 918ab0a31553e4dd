using System.CommandLine;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.CommandLine;

/// <summary>One call of a command: what was typed and where.</summary>
internal sealed class Invocation(ParseResult parsed, Surroundings here)
{
    public Surroundings Here => here;

    public Printer Out => here.Out;

    public Printer Notes => here.Notes;

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    public T? Get<T>(Argument<T> argument) => parsed.GetValue(argument);

    public bool Given(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The settings given as flags, by name.</summary>
    public IReadOnlyDictionary<string, string> Flags
    {
        get
        {
            var flags = new Dictionary<string, string>();
            foreach (var option in parsed.CommandResult.Command.Options.OfType<SettingOption>())
            {
                if (Given(option))
                    flags[option.Setting.Name] = parsed.GetValue(option) ?? option.Setting.Alone ?? "true";
            }

            return flags;
        }
    }

    public Config Load(string workspace)
    {
        var config = Config.Load(workspace, here, Flags);
        foreach (var layer in config.Layers.Where(l => !l.Trusted))
        {
            var inert = config.All.Where(r => r.Inert.Any(i => i.Place.StartsWith(layer.Name + ":", StringComparison.Ordinal))).ToArray();
            if (inert.Length > 0)
            {
                Notes.Line(Ink.Caution("note: "), $"{layer.Name} sets {string.Join(", ", inert.Select(r => r.Setting.Name))}, "
                    + "which a project may not do by itself. Read it, then run: ouro config trust");
            }
        }

        return config;
    }

    /// <summary>The workspace a command works on: what was named, else the nearest project above.</summary>
    public string WorkspaceFrom(string? named)
    {
        if (named is null)
            return WorkspaceSearch.Above(here.WorkingDirectory);

        var path = Path.GetFullPath(named, here.WorkingDirectory);
        if (Directory.Exists(path))
            return Path.TrimEndingDirectorySeparator(path);

        throw UserError.Misuse(
            File.Exists(path) ? $"'{named}' is a file; a workspace is a directory." : $"There is no directory '{named}' (looked for {path}).",
            "Name the project's directory, or change into it and name none.");
    }
}
