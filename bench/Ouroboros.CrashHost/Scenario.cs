using System.Text;
using Ouroboros.Workspaces;

namespace Ouroboros.CrashHost;

/// <summary>A small tree that holds every kind of file a patch must not spoil, and a patch that does everything a patch can.</summary>
public static class Scenario
{
    private static readonly UnixFileMode Executable = (UnixFileMode)0b111_101_101;

    public static void Make(string root)
    {
        Write(root, "src/dos.py", "\uFEFFfirst\r\nsecond\r\nthird"u8.ToArray());
        Write(root, "src/run.sh", "#!/bin/sh\necho old\n"u8.ToArray());
        File.SetUnixFileMode(Path.Join(root, "src/run.sh"), Executable);
        Write(root, "src/raw.bin", [0xFF, 0x00, 0xFE, 0x0A, 0x80]);
        Write(root, "src/old.py", "moved = 1\n"u8.ToArray());
        Write(root, "gone.txt", "gone\n"u8.ToArray());
        Write(root, "untouched.txt", "same\n"u8.ToArray());
        var big = new byte[300_000];
        new Random(7).NextBytes(big);
        Write(root, "data/big.bin", big);
    }

    public static Patch PatchOf(string root)
    {
        ContentHash Of(string path) => ContentHash.Of(File.ReadAllBytes(Path.Join(root, path)));
        return new Patch(
        [
            new ChangeFile(RepoPath.Parse("src/dos.py"), Of("src/dos.py"), [new SpanEdit(10, 6, "SECOND"u8.ToArray())]),
            new ChangeFile(RepoPath.Parse("src/run.sh"), Of("src/run.sh"), [new SpanEdit(15, 3, "new"u8.ToArray())]),
            new ChangeFile(RepoPath.Parse("src/raw.bin"), Of("src/raw.bin"), [new SpanEdit(1, 1, new byte[] { 1, 2, 3 })]),
            new ChangeFile(RepoPath.Parse("data/big.bin"), Of("data/big.bin"), [new SpanEdit(150_000, 10, new byte[5])]),
            new RenameFile(RepoPath.Parse("src/old.py"), Of("src/old.py"), RepoPath.Parse("pkg/inner/moved.py"), [new SpanEdit(8, 1, "2"u8.ToArray())]),
            new DeleteFile(RepoPath.Parse("gone.txt"), Of("gone.txt")),
            new AddFile(RepoPath.Parse("pkg/new.py"), "added\n"u8.ToArray(), (UnixFileMode)0b110_100_100),
        ]);
    }

    /// <summary>Every name, kind, mode and content of a tree but the state of ouro: equal text, equal tree.</summary>
    public static string Describe(string root)
    {
        var text = new StringBuilder();
        foreach (var path in Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var relative = Path.GetRelativePath(root, path);
            if (relative == ".ouroboros" || relative.StartsWith(".ouroboros/", StringComparison.Ordinal))
                continue;

            var content = Directory.Exists(path) ? "directory" : ContentHash.Of(File.ReadAllBytes(path)).Hex;
            text.Append(relative).Append(' ').Append(Convert.ToString((int)File.GetUnixFileMode(path), 8)).Append(' ').AppendLine(content);
        }

        return text.ToString();
    }

    /// <summary>Names of contents that were being written when a crash came, in the tree and in the state.</summary>
    public static IReadOnlyList<string> Leftovers(string root) =>
        [.. Directory.EnumerateFiles(root, ".ouro-*", SearchOption.AllDirectories)];

    private static void Write(string root, string path, byte[] content)
    {
        var place = Path.Join(root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllBytes(place, content);
    }
}
