namespace Ouroboros.Workspaces;

/// <summary>
/// Says which files of a workspace are out of bounds: by name (<see cref="PathRules"/>), by links that lead elsewhere, by
/// other names (hard links) that may stand outside.
/// </summary>
public sealed class PathGuard(IRootedFiles files)
{
    /// <summary>Why a patch may not touch this path, or null.</summary>
    public string? WhyNotWritten(RepoPath path)
    {
        if (PathRules.WhyRefused(path) is { } refusal)
            return refusal;

        if (WhyNotReached(path) is { } unreachable)
            return unreachable;

        return files.Stat(path) switch
        {
            null => null,
            { Kind: FileKind.Link } => $"'{path}' is a symbolic link to '{files.ReadLink(path)}'; name the file itself.",
            { Kind: FileKind.Directory } => $"'{path}' is a directory.",
            { Kind: FileKind.Other } => $"'{path}' is no regular file.",
            { Names: > 1 } stat => WhyNotParted(path, stat),
            _ => null,
        };
    }

    /// <summary>Why every path of a patch that is out of bounds is so.</summary>
    public IReadOnlyList<string> WhyNotWritten(Patch patch) =>
        [.. patch.Files.SelectMany(PathsOf).Select(WhyNotWritten).OfType<string>()];

    /// <summary>A file's bytes for a model's eyes. Links are followed while they stay in bounds.</summary>
    public FileForReading Read(RepoPath path)
    {
        if (PathRules.WhyRefused(path) is { } refusal)
            return FileForReading.Refuse(refusal);

        try
        {
            if (files.ReadThroughLinks(path) is not var (reading, real))
                return FileForReading.Refuse($"'{path}' does not exist.");

            // What was opened is judged, not what the name promised before.
            if (PathRules.WhyRefused(real) is { } behind)
                return FileForReading.Refuse($"'{path}' leads elsewhere: {behind}");

            return reading.Stat.Names > 1 && CountNames(reading.Stat) < reading.Stat.Names
                ? FileForReading.Refuse($"'{path}' is a hard link to a file that also stands outside the workspace; copy it to work on it.")
                : new FileForReading(reading.Content, null);
        }
        catch (FileTroubleException trouble)
        {
            return FileForReading.Refuse(trouble.Message);
        }
    }

    private static IEnumerable<RepoPath> PathsOf(FileEdit edit) => edit is RenameFile rename ? [rename.Path, rename.To] : [edit.Path];

    private string? WhyNotReached(RepoPath path)
    {
        for (var parent = path.Parent; parent is { } directory; parent = directory.Parent)
        {
            FileStat? stat;
            try
            {
                stat = files.Stat(directory);
            }
            catch (FileTroubleException trouble) when (trouble.Trouble == FileTrouble.Link)
            {
                continue;
            }

            if (stat is { Kind: FileKind.Link })
                return $"'{path}' lies behind the symbolic link '{directory}' to '{files.ReadLink(directory)}'; name the file itself.";
        }

        return null;
    }

    private string? WhyNotParted(RepoPath path, FileStat stat)
    {
        var inside = CountNames(stat);
        return inside < stat.Names
            ? $"'{path}' is a hard link to a file that also stands outside the workspace; replace it by a copy (cp --remove-destination) first."
            : $"'{path}' has {stat.Names} names (hard links) and writing would part them; replace it by a copy first.";
    }

    private uint CountNames(FileStat wanted)
    {
        uint count = 0;
        var open = new Stack<RepoPath?>([null]);
        while (open.TryPop(out var directory))
        {
            foreach (var entry in ListWhatCanBeRead(directory))
            {
                if (entry.Stat.Kind == FileKind.Directory && RepoPath.TryJoin(directory, entry.Name, out var child))
                    open.Push(child);
                else if (entry.Stat.Inode == wanted.Inode && entry.Stat.Device == wanted.Device)
                    count++;
            }
        }

        return count;
    }

    // A name hidden in an unreadable directory is not counted, which refuses: the safe side.
    private IReadOnlyList<FileEntry> ListWhatCanBeRead(RepoPath? directory)
    {
        try
        {
            return files.List(directory);
        }
        catch (FileTroubleException)
        {
            return [];
        }
    }
}

/// <summary>A file a model may read, or why it may not.</summary>
public sealed record FileForReading(byte[]? Content, string? Refusal)
{
    internal static FileForReading Refuse(string why) => new(null, why);
}
