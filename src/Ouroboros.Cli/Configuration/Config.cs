using System.Globalization;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Configuration;

/// <summary>All settings as they stand for one command in one workspace.</summary>
internal sealed class Config
{
    private readonly Dictionary<Setting, Resolved> values;

    private Config(ConfigurationPlaces places, IReadOnlyList<Layer> layers, Dictionary<Setting, Resolved> values)
    {
        Places = places;
        Layers = layers;
        this.values = values;
    }

    public ConfigurationPlaces Places { get; }

    /// <summary>Least important first.</summary>
    public IReadOnlyList<Layer> Layers { get; }

    public IEnumerable<Resolved> All => Settings.All.Select(s => values[s]);

    public Resolved this[Setting setting] => values[setting];

    public string? Text(Setting setting) => values[setting].Value is { Length: > 0 } text ? text : null;

    public bool Flag(Setting setting) => values[setting].Value == "true";

    public double Number(Setting setting) => double.Parse(values[setting].Value, CultureInfo.InvariantCulture);

    public long Integer(Setting setting) => long.Parse(values[setting].Value, CultureInfo.InvariantCulture);

    /// <summary>Reads every source and checks every value.</summary>
    /// <param name="flags">Given on the command line, by name of the setting.</param>
    /// <exception cref="UserError">Something in them is wrong; the message names all of it.</exception>
    public static Config Load(string workspace, Surroundings here, IReadOnlyDictionary<string, string> flags)
    {
        var problems = new List<string>();
        var places = ConfigurationPlaces.Of(workspace, here);
        var layers = LayerReader.Read(places, here, flags, problems);
        var values = Settings.All.ToDictionary(s => s, s => Resolve(s, layers, problems));
        if (problems.Count > 0)
        {
            throw UserError.Misuse(
                "The configuration is wrong:\n" + string.Join('\n', problems.Select(p => "  " + p)),
                "Correct the places named; 'ouro config explain KEY' says what a key takes.");
        }

        return new Config(places, layers, values);
    }

    private static Resolved Resolve(Setting setting, IReadOnlyList<Layer> layers, List<string> problems)
    {
        var resolved = new Resolved(setting, setting.Default, Origin.Default, "default", []);
        foreach (var layer in layers)
        {
            if (!layer.Entries.TryGetValue(setting.Name, out var entry))
                continue;

            if (setting.Guarded && !layer.Trusted)
                resolved = resolved with { Inert = [.. resolved.Inert, entry] };
            else if (SettingValue.Problem(setting, entry.Text, out var value) is { } problem)
                problems.Add($"{entry.Place}: {setting.Name} {problem}.");
            else
                resolved = new Resolved(setting, value, layer.Origin, entry.Place, []);
        }

        return resolved;
    }
}
