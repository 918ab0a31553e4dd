namespace Ouroboros.Cli.CommandLine;

/// <summary>Finds the project a directory belongs to.</summary>
internal static class WorkspaceSearch
{
    private static readonly string[] Landmarks =
    [
        ".ouroboros", "ouroboros.yaml", "pyproject.toml", "setup.py", "setup.cfg", "pytest.ini", "tox.ini", "package.json", ".git",
    ];

    /// <summary>The nearest directory at or above with a landmark; the directory itself where there is none.</summary>
    public static string Above(string directory)
    {
        for (var at = new DirectoryInfo(directory); at is not null; at = at.Parent)
        {
            if (Landmarks.Any(l => Path.Exists(Path.Join(at.FullName, l))))
                return at.FullName;
        }

        return directory;
    }
}
