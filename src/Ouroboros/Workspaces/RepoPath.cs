namespace Ouroboros.Workspaces;

/// <summary>
/// A path beneath a workspace root: relative, '/'-separated, without empty, '.' or '..' parts. It says nothing of links;
/// <see cref="PathGuard"/> does.
/// </summary>
public readonly record struct RepoPath : IComparable<RepoPath>
{
    private RepoPath(string value) => Value = value;

    public string Value { get; }

    public string Name => Value[(Value.LastIndexOf('/') + 1)..];

    public string Extension => Path.GetExtension(Value);

    public static RepoPath Parse(string text) =>
        TryParse(text, out var path)
            ? path
            : throw new ArgumentException($"'{text}' is no path beneath the workspace: it must be relative, without '.' or '..'.");

    public static bool TryParse(string? text, out RepoPath path)
    {
        path = default;
        if (string.IsNullOrEmpty(text) || text.Length > 4096 || text.Contains('\0', StringComparison.Ordinal))
            return false;

        foreach (var part in text.Split('/'))
        {
            if (part is "" or "." or "..")
                return false;
        }

        path = new RepoPath(text);
        return true;
    }

    /// <summary>The directory it lies in; null for the root itself.</summary>
    public RepoPath? Parent => Value.LastIndexOf('/') is > 0 and var slash ? new RepoPath(Value[..slash]) : null;

    /// <summary>Adds a name to a directory, where null is the root.</summary>
    public static bool TryJoin(RepoPath? directory, string name, out RepoPath path) =>
        TryParse(directory is { } parent ? $"{parent.Value}/{name}" : name, out path);

    public string Under(string root) => Path.Join(root, Value);

    public int CompareTo(RepoPath other) => string.CompareOrdinal(Value, other.Value);

    public static bool operator <(RepoPath left, RepoPath right) => left.CompareTo(right) < 0;

    public static bool operator >(RepoPath left, RepoPath right) => left.CompareTo(right) > 0;

    public static bool operator <=(RepoPath left, RepoPath right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RepoPath left, RepoPath right) => left.CompareTo(right) >= 0;

    public override string ToString() => Value ?? "";
}
