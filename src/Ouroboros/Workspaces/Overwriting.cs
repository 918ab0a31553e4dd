using System.Security.Cryptography;

namespace Ouroboros.Workspaces;

/// <summary>Writes whole files of the tool's own state: a reader sees the old bytes or the new ones, never half.</summary>
public static class Overwriting
{
    public static void Overwrite(this IRootedFiles files, RepoPath path, ReadOnlySpan<byte> content, UnixFileMode mode)
    {
        var temporary = RepoPath.Parse($"{path.Value}.{RandomNumberGenerator.GetHexString(8, lowercase: true)}.tmp");
        files.Create(temporary, content, mode, null);
        files.Replace(temporary, path);
        files.Sync(path.Parent);
    }
}
