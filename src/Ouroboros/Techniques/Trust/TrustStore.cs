using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Trust;

/// <summary>
/// Which content of which repositories a person trusts: hooks, commands, tool paths, security-relevant keys. Trust holds for exact
/// content in one workspace; a changed byte, or another workspace, is not trusted. Kept in the person's own state directory.
/// </summary>
/// <param name="user">The person's state directory, out of reach of any repository.</param>
public sealed class TrustStore(IRootedFiles user, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly RepoPath Place = RepoPath.Parse("trust.json");

    /// <param name="workspace">Absolute path of the workspace root.</param>
    /// <param name="name">What is trusted, such as <c>ouroboros.yaml#test_command</c>.</param>
    public bool IsTrusted(string workspace, string name, ContentHash content) => Find(workspace, name) is { } entry && entry.Content == content.Hex;

    /// <summary>What a person said about this name before, whatever its content is now; null when never asked.</summary>
    public TrustEntry? Find(string workspace, string name) =>
        Read().FirstOrDefault(e => e.Workspace == Normal(workspace) && e.Name == name);

    public IReadOnlyList<TrustEntry> List(string workspace) => [.. Read().Where(e => e.Workspace == Normal(workspace))];

    public void Trust(string workspace, string name, ContentHash content) =>
        Change(entries => [.. Without(entries, workspace, name), new TrustEntry(Normal(workspace), name, content.Hex, clock.GetUtcNow())]);

    /// <summary>False when there was nothing to revoke.</summary>
    public bool Revoke(string workspace, string name)
    {
        var found = Find(workspace, name) is not null;
        if (found)
            Change(entries => [.. Without(entries, workspace, name)]);
        return found;
    }

    private static IEnumerable<TrustEntry> Without(IEnumerable<TrustEntry> entries, string workspace, string name) =>
        entries.Where(e => e.Workspace != Normal(workspace) || e.Name != name);

    // Two spellings of one directory must not be two workspaces; links are not followed, since they can be swapped.
    private static string Normal(string workspace) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(workspace));

    private void Change(Func<IReadOnlyList<TrustEntry>, IReadOnlyList<TrustEntry>> change)
    {
        TrustEntry[] entries = [.. change(Read()).OrderBy(e => e.Workspace, StringComparer.Ordinal).ThenBy(e => e.Name, StringComparer.Ordinal)];
        user.Overwrite(Place, JsonSerializer.SerializeToUtf8Bytes(entries, TrustJson.Default.TrustEntryArray), OwnerOnly);
    }

    private TrustEntry[] Read()
    {
        if (user.Read(Place) is not { } reading)
            return [];

        // Whoever else can write the file could grant themselves trust.
        if ((reading.Stat.Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0)
            throw new WorkspaceException($"'{Place.Under(user.Root)}' can be written by others, so nothing in it counts; check it, then `chmod 600` it.");

        try
        {
            return JsonSerializer.Deserialize(reading.Content, TrustJson.Default.TrustEntryArray) ?? [];
        }
        catch (JsonException broken)
        {
            throw new WorkspaceException($"'{Place.Under(user.Root)}' cannot be read: {broken.Message} Mend it, or remove it and trust again.", broken);
        }
    }
}

/// <param name="Content">SHA-256 of what is trusted, in hex.</param>
public sealed record TrustEntry(string Workspace, string Name, string Content, DateTimeOffset Since);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(TrustEntry[]))]
internal sealed partial class TrustJson : JsonSerializerContext;
