using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>The runtime settings of our host: those of the tests' own program, on the runtime that the host needs.</summary>
internal static class HostSettings
{
    private const string Core = "Microsoft.NETCore.App";

    private static readonly string[] LibraryFolders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib", "/lib/x86_64-linux-gnu"];

    public static string Of(string builds, string runtime)
    {
        var frameworks = new JsonArray(Named(Core, runtime));
        var properties = new JsonObject();
        foreach (var own in OwnSettings(builds))
        {
            var list = own["frameworks"]?.AsArray().Select(f => f?["name"]?.GetValue<string>()) ?? [own["framework"]?["name"]?.GetValue<string>()];
            foreach (var name in list.OfType<string>().Where(n => n.StartsWith("Microsoft.", StringComparison.Ordinal) && n != Core))
            {
                if (!frameworks.Any(f => f?["name"]?.GetValue<string>() == name))
                    frameworks.Add((JsonNode)Named(name, runtime));
            }

            foreach (var (key, value) in own["configProperties"]?.AsObject() ?? [])
                properties[key] = value?.DeepClone();
        }

        properties["System.Runtime.TieredPGO"] = false;
        properties["System.GC.Server"] = false;
        properties["System.GC.Concurrent"] = false;
        return new JsonObject
        {
            ["runtimeOptions"] = new JsonObject { ["rollForward"] = "LatestMinor", ["frameworks"] = frameworks, ["configProperties"] = properties },
        }.ToJsonString();
    }

    /// <summary>Whether .NET finds the library it knows cultures from; without it, it must be told to go without.</summary>
    public static bool HasCultures() =>
        LibraryFolders.Where(Directory.Exists).Any(f => Directory.EnumerateFiles(f, "libicuuc.so*").Any());

    private static JsonObject Named(string name, string version) => new() { ["name"] = name, ["version"] = version };

    private static IEnumerable<JsonNode> OwnSettings(string builds)
    {
        foreach (var test in BuiltProject.ReadAll(builds).Where(p => p.IsTest))
        {
            var place = Path.ChangeExtension(test.Target, ".runtimeconfig.json");
            if (!File.Exists(place))
                continue;

            JsonNode? read;
            try
            {
                read = JsonNode.Parse(File.ReadAllText(place))?["runtimeOptions"];
            }
            catch (JsonException)
            {
                continue;
            }

            if (read is not null)
                yield return read;
        }
    }
}
