using System.Text;
using Ouroboros.Adapters.Files;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Configuration;

/// <summary>Reads files that may come from a stranger: a pipe or a device in the place of one would keep ouro reading for ever.</summary>
internal static class PlainText
{
    private static readonly KernelRoots Roots = new(NoFailPoints.Instance);

    /// <exception cref="IOException">What stands there is no regular file, or larger than it may be.</exception>
    public static string Read(string path, int mostBytes) => Encoding.UTF8.GetString(ReadBytes(path, mostBytes)).TrimStart('\uFEFF');

    /// <exception cref="IOException">As above.</exception>
    public static byte[] ReadBytes(string path, int mostBytes)
    {
        var real = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        try
        {
            using var folder = Roots.Open(Path.GetDirectoryName(real)!);
            var name = RepoPath.Parse(Path.GetFileName(real));
            if (folder.Stat(name) is not { Kind: FileKind.File } stat)
                throw new IOException("it is no regular file");

            if (stat.Length > mostBytes)
                throw new IOException($"it is larger than {mostBytes >> 10} KiB, which no configuration needs");

            return folder.Read(name)?.Content ?? [];
        }
        catch (FileTroubleException trouble)
        {
            throw new IOException(trouble.Message, trouble);
        }
    }
}
