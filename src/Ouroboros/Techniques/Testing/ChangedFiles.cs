using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>Changed files as our helpers take them.</summary>
internal static class ChangedFiles
{
    /// <summary>Rows of a path and its contents in base 64, or null where the file goes. One that moves is one less and one more.</summary>
    public static IEnumerable<string?[]> Rows(FileChange change)
    {
        if (change is { Source: { } from, Target: { } to } && from != to)
            yield return [from.Value, null];

        yield return [change.Path.Value, change.After is null ? null : Convert.ToBase64String(change.After)];
    }
}
