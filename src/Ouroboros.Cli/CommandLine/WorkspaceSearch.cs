using Ouroboros.Capabilities.Repair;

namespace Ouroboros.Cli.CommandLine;

/// <summary>Finds the project a directory belongs to.</summary>
internal static class WorkspaceSearch
{
    private static readonly string[] Landmarks = [".ouroboros", "ouroboros.yaml", ".git"];

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    /// <summary>
    /// The nearest directory at or above with a landmark, or with a file that declares a project. Where there is none, the nearest with a
    /// part of a project, else the directory itself.
    /// </summary>
    public static string Above(string directory)
    {
        string? part = null;
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            if (Landmarks.Any(l => Path.Exists(Path.Join(at.FullName, l))))
                return at.FullName;

            var files = FilesIn(at);
            if (RepairCapability.Marks.Any(k => files.Any(k.Declares)))
                return at.FullName;

            if (part is null && RepairCapability.Marks.Any(k => files.Any(k.IsPart)))
                part = at.FullName;
        }

        return part ?? directory;
    }

    private static string[] FilesIn(DirectoryInfo directory) =>
        directory.Exists ? [.. Directory.EnumerateFiles(directory.FullName, "*", Everything).Select(f => Path.GetFileName(f))] : [];
}
