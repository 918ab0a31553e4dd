using System.Security.Cryptography;

namespace Ouroboros.EndToEnd.Stand;

/// <summary>Copies folders and tells what is in them.</summary>
internal static class Tree
{
    // The command's own state and what Python leaves behind are no part of a project.
    private static readonly string[] Aside = [".ouroboros", ".git", "__pycache__", ".pytest_cache", "bin", "obj"];

    public static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(source).Where(f => !Aside.Contains(Path.GetFileName(f))))
            Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
    }

    /// <summary>One line for each entry: mode, path, and the hash or the target of the link.</summary>
    public static string Photograph(string root)
    {
        var lines = new List<string>();
        Visit(root, root, lines);
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    /// <summary>What belongs to the user's git: HEAD, refs, index, stash, objects; not the list of ignored names.</summary>
    public static string PhotographGit(string root)
    {
        var git = Path.Combine(root, ".git");
        var files = Directory.EnumerateFiles(git, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetRelativePath(git, f) != "info/exclude")
            .Select(f => $"{Path.GetRelativePath(git, f)} {Hash(f)}");
        return string.Join('\n', files.Order(StringComparer.Ordinal));
    }

    private static void Visit(string root, string folder, List<string> lines)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(e => !Aside.Contains(e.Name)))
        {
            var path = Path.GetRelativePath(root, entry.FullName);
            if (entry.LinkTarget is { } target)
                lines.Add($"{path} -> {target}");
            else if (entry is DirectoryInfo)
                lines.Add($"{path}/ {entry.UnixFileMode}");
            else
                lines.Add($"{path} {entry.UnixFileMode} {Hash(entry.FullName)}");
            if (entry is DirectoryInfo && entry.LinkTarget is null)
                Visit(root, entry.FullName, lines);
        }
    }

    private static string Hash(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))[..16];
        }
        catch (UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }
}
