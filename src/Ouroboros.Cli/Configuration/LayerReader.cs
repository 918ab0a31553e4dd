using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Configuration;

/// <summary>Reads the sources in their order: user, project, .env, environment, flags.</summary>
internal static class LayerReader
{
    public static IReadOnlyList<Layer> Read(
        ConfigurationPlaces places, Surroundings here, IReadOnlyDictionary<string, string> flags, List<string> problems)
    {
        var trust = new TrustedFiles(places.UserState, here.Clock);
        return
        [
            Yaml(places.UserFile, Origin.User, here, problems),
            Yaml(places.ProjectFile, Origin.Project, here, problems) with { Trusted = trust.Holds(places.ProjectFile) },
            DotEnv(places.DotEnv, here, problems) with { Trusted = trust.Holds(places.DotEnv) },
            Variables(here, problems),
            new Layer(Origin.Flag, "flags", flags.ToDictionary(f => f.Key, f => new Entry(f.Value, "--" + f.Key.Replace('_', '-')))),
        ];
    }

    private static Layer Yaml(string? path, Origin origin, Surroundings here, List<string> problems)
    {
        var name = path is null ? "" : origin == Origin.Project ? Path.GetFileName(path) : path;
        if (path is null || !File.Exists(path))
            return new Layer(origin, name, new Dictionary<string, Entry>());

        var entries = YamlFile.Read(path, name, problems);
        foreach (var (key, entry) in entries)
        {
            if (Settings.Find(key) is null)
                problems.Add($"{entry.Place}: there is no key '{key}'{Hint(key, Settings.All.Select(s => s.Name))}");
        }

        return new Layer(origin, name, Expanded(entries, here.Variable, problems)) { File = path };
    }

    private static Layer DotEnv(string path, Surroundings here, List<string> problems)
    {
        if (!File.Exists(path))
            return new Layer(Origin.DotEnv, ".env", new Dictionary<string, Entry>());

        var all = DotEnvFile.Read(path, ".env", problems);
        RefuseUnknown(all.Select(e => (e.Key, e.Value.Place)), problems);
        var ours = Named(name => all.GetValueOrDefault(name));
        var expanded = Expanded(ours, name => here.Variable(name) ?? all.GetValueOrDefault(name)?.Text, problems);
        return new Layer(Origin.DotEnv, ".env", expanded) { File = path };
    }

    private static Layer Variables(Surroundings here, List<string> problems)
    {
        RefuseUnknown(here.Environment.Keys.Select(n => (n, "the environment")), problems);
        return new Layer(
            Origin.Environment, "environment", Named(name => here.Variable(name) is { } value ? new Entry(value, name) : null));
    }

    private static Dictionary<string, Entry> Named(Func<string, Entry?> find)
    {
        var entries = new Dictionary<string, Entry>();
        foreach (var setting in Settings.All)
        {
            var entry = find(setting.Variable) ?? (setting.SeedVariable is { } seed ? find(seed) : null);
            if (entry is { Text.Length: > 0 })
                entries[setting.Name] = entry;
        }

        return entries;
    }

    private static void RefuseUnknown(IEnumerable<(string Name, string Place)> variables, List<string> problems)
    {
        var known = Settings.All.Select(s => s.Variable).Concat(Settings.OtherVariables).ToArray();
        foreach (var (name, place) in variables)
        {
            if (name.StartsWith("OURO_", StringComparison.Ordinal) && !known.Contains(name))
                problems.Add($"{place}: there is no variable {name}{Hint(name, known)}");
        }
    }

    private static string Hint(string typed, IEnumerable<string> known) =>
        Suggestion.For(typed, known) is { } near ? $"; did you mean {near}?" : ".";

    private static Dictionary<string, Entry> Expanded(
        IReadOnlyDictionary<string, Entry> entries, Func<string, string?> variable, List<string> problems)
    {
        var expanded = new Dictionary<string, Entry>();
        foreach (var (key, entry) in entries)
        {
            expanded[key] = entry with { Text = Interpolation.Expand(entry.Text, variable, out var problem) };
            if (problem is not null)
                problems.Add($"{entry.Place}: {key} {problem}.");
        }

        return expanded;
    }
}
