using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>What a patch may not do to files as a whole, whatever stands in them.</summary>
internal static class FileRules
{
    /// <summary>Why a person must allow this change first, or null.</summary>
    public static string? NeedsAllowance(FileChange change)
    {
        foreach (var path in new[] { change.Source, change.Target }.OfType<RepoPath>().Distinct())
        {
            if (GuardedFiles.KindOf(path) is { } kind)
                return $"'{path}' is {kind}";
        }

        return GuardedSections.Changed(change.Path, change.Before ?? [], change.After ?? []) is { } part
            ? $"{part} of '{change.Path}' says how the project is tested"
            : null;
    }

    /// <summary>Why the new file would be imported in place of another module, or null.</summary>
    public static string? Shadows(FileChange change, Snapshot snapshot)
    {
        if (change.Target is not { } target || change.Source == target || target.Extension is not (".py" or ".pyi"))
            return null;

        var parts = target.Value.Split('/');
        var isPackage = target.Name is "__init__.py" && parts.Length > 1;
        var module = isPackage ? parts[^2] : Path.GetFileNameWithoutExtension(target.Name);
        var folder = string.Join('/', parts.SkipLast(isPackage ? 2 : 1));

        // Inside a package a module has a longer name, so nothing is shadowed.
        var insidePackage = folder.Length > 0 && snapshot.Files.ContainsKey(RepoPath.Parse($"{folder}/__init__.py"));
        return !insidePackage && StandardModules.Contains(module)
            ? $"'{target}' would be imported in place of the module {module}"
            : null;
    }
}
