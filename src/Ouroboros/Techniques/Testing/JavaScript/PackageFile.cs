using System.Text.Json;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>What a project's <c>package.json</c> says of its tests. A file that cannot be read says nothing.</summary>
internal sealed class PackageFile
{
    private readonly HashSet<string> dependencies = [];
    private readonly Dictionary<string, string> scripts = [];

    private PackageFile()
    {
    }

    public string? TestScript => scripts.GetValueOrDefault("test");

    public IReadOnlyDictionary<string, string> Scripts => scripts;

    public bool Exists { get; private init; }

    public bool HasJestSettings { get; private set; }

    public IReadOnlySet<string> Dependencies => dependencies;

    public static PackageFile Of(Snapshot snapshot)
    {
        var place = Path.Join(snapshot.Root, "package.json");
        if (!snapshot.Files.TryGetValue(RepoPath.Parse("package.json"), out var version) || version.Length > 4 << 20 || !File.Exists(place))
            return new PackageFile();

        var file = new PackageFile { Exists = true };
        try
        {
            var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            using var document = JsonDocument.Parse(File.ReadAllText(place), lenient);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                file.Read(document.RootElement);
        }
        catch (JsonException)
        {
            // Its own tools will complain; tests may be found without it.
        }

        return file;
    }

    /// <summary>Of an installed package, or null.</summary>
    public static string? VersionOf(Snapshot snapshot, string package)
    {
        var place = Path.Join(snapshot.Root, "node_modules", package, "package.json");
        try
        {
            if (new FileInfo(place) is not { Exists: true, Length: < 1 << 20 })
                return null;

            using var document = JsonDocument.Parse(File.ReadAllText(place));
            return document.RootElement.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.String ? version.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return null;
        }
    }

    private void Read(JsonElement root)
    {
        if (root.TryGetProperty("scripts", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var script in given.EnumerateObject().Where(s => s.Value.ValueKind == JsonValueKind.String))
                scripts[script.Name] = script.Value.GetString()!;
        }

        HasJestSettings = root.TryGetProperty("jest", out _);
        foreach (var kind in new[] { "dependencies", "devDependencies", "peerDependencies", "optionalDependencies" })
        {
            if (root.TryGetProperty(kind, out var list) && list.ValueKind == JsonValueKind.Object)
                dependencies.UnionWith(list.EnumerateObject().Select(p => p.Name));
        }
    }
}
