using System.Security.Cryptography;
using System.Text;

namespace Ouroboros.Workspaces.State;

/// <summary>Hides the state directory from git without touching a file that git tracks.</summary>
internal static class GitExclusion
{
    private const string Line = "/.ouroboros/";

    private static readonly RepoPath Info = RepoPath.Parse("info");

    private static readonly RepoPath Exclude = RepoPath.Parse("info/exclude");

    public static void Add(string workspace, IFileRoots roots)
    {
        try
        {
            if (CommonDirectory(Path.Join(workspace, ".git")) is { } common)
            {
                using var files = roots.Open(common);
                Append(files);
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Only a courtesy: the state directory carries a .gitignore of its own.
        }
    }

    private static void Append(IRootedFiles files)
    {
        var reading = files.Read(Exclude);
        var text = reading is null ? "" : Encoding.Latin1.GetString(reading.Content);
        if (text.Split('\n').Any(l => l.TrimEnd('\r') is Line or ".ouroboros/" or ".ouroboros" or "/.ouroboros"))
            return;

        if (files.Stat(Info) is null)
            files.MakeDirectory(Info, (UnixFileMode)0b111_101_101);

        var separator = text.Length == 0 || text.EndsWith('\n') ? "" : "\n";
        var mode = reading?.Stat.Mode ?? (UnixFileMode)0b110_100_100;
        var temporary = RepoPath.Parse($"info/exclude.{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        files.Create(temporary, Encoding.Latin1.GetBytes($"{text}{separator}{Line}\n"), mode, reading?.Stat.Owner);
        files.Replace(temporary, Exclude);
    }

    /// <summary>Where git keeps what all worktrees share; null without git.</summary>
    private static string? CommonDirectory(string git)
    {
        var own = Directory.Exists(git) ? git : FollowFile(git);
        if (own is null || !File.Exists(Path.Join(own, "HEAD")))
            return null;

        var shared = Path.Join(own, "commondir");
        var common = File.Exists(shared) ? Path.GetFullPath(File.ReadAllText(shared).Trim(), own) : own;
        return Directory.Exists(Path.Join(common, "objects")) ? common : null;
    }

    // In a linked worktree or submodule .git is a file that names the directory.
    private static string? FollowFile(string git)
    {
        const string Prefix = "gitdir: ";
        if (!File.Exists(git) || File.ReadAllText(git) is not { } text || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var named = Path.GetFullPath(text[Prefix.Length..].Trim(), Path.GetDirectoryName(git)!);
        return Directory.Exists(named) ? named : null;
    }
}
