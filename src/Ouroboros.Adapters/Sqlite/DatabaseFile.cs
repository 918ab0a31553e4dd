using Microsoft.Data.Sqlite;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Sqlite;

/// <summary>The file behind a database: how it comes to be, and what its troubles mean.</summary>
internal static class DatabaseFile
{
    private static readonly string[] Companions = ["", "-wal", "-shm", "-journal"];

    public static void Prepare(string path)
    {
        // A link by one of these names came with the repository; SQLite would follow it.
        foreach (var file in Companions.Select(c => path + c))
        {
            if (new FileInfo(file).LinkTarget is not null)
                throw new WorkspaceException($"'{file}' is a symbolic link, which ouro never makes; remove it.");
        }

        if (File.Exists(path))
            return;

        try
        {
            // Readable by the owner only from its first moment; SQLite gives its companions the same mode.
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Share = FileShare.ReadWrite,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was quicker.
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException($"'{path}' cannot be created: {trouble.Message}", trouble);
        }
    }

    public static WorkspaceException Explain(string path, SqliteException trouble) => new(
        trouble.SqliteErrorCode switch
        {
            5 or 6 => $"'{path}' has been locked by another process for too long; end the other ouro, then try again.",
            8 => $"'{path}' cannot be written to; make it and its directory writable for the user who runs this.",
            11 or 26 => $"'{path}' is damaged ({trouble.Message}). Move it aside (mv '{path}' '{path}.damaged') and start anew: "
                + "your files are untouched, but earlier runs can then not be undone by ouro.",
            13 => $"'{path}' cannot grow: the disk is full. Free some space and try again.",
            10 when IsFull(path) => $"'{path}' cannot grow: the disk is full. Free some space and try again.",
            10 => $"'{path}' cannot be read or written: the disk reports an error ({trouble.Message}). Check the disk, then try again.",
            14 => $"'{path}' cannot be opened; check that it and its directory belong to the user who runs this.",
            _ => $"'{path}' cannot be used: {trouble.Message}",
        },
        trouble);

    // SQLite reports a disk without room for its shared memory as failing.
    private static bool IsFull(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace < 1 << 20;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
