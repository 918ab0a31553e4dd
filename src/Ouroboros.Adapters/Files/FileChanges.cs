using Ouroboros.Techniques.Watching;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Adapters.Files;

/// <summary>
/// Changes of files as the kernel tells them. Where it cannot, for want of watches or on a file system without them, it says so and gives
/// the word now and then: a look at unchanged files costs little.
/// </summary>
public sealed class FileChanges : IChangeSource
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly TimeProvider clock;
    private readonly string root;
    private readonly FileSystemWatcher? watcher;
    private bool isDisposed;

    public FileChanges(string root, TimeProvider clock)
    {
        (this.root, this.clock) = (root, clock);
        try
        {
            watcher = Watcher();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            Gap = $"Changes of files are not told here ({trouble.Message}); the files are looked at every {Now.TotalSeconds:0} s instead.";
        }
    }

    /// <summary>Why changes are looked for instead of told, or null.</summary>
    public string? Gap { get; private set; }

    public Task WaitAsync(CancellationToken cancellationToken) =>
        Gap is null ? changed.WaitAsync(cancellationToken) : Task.Delay(Now, clock, cancellationToken);

    public void Dispose()
    {
        watcher?.Dispose();

        // A last word of the kernel may still be on its way.
        lock (changed)
            isDisposed = true;

        changed.Dispose();
    }

    private FileSystemWatcher Watcher()
    {
        var made = new FileSystemWatcher(root)
        {
            IncludeSubdirectories = true,
            InternalBufferSize = 64 * 1024,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.Attributes,
        };
        made.Changed += (_, change) => Tell(change.FullPath);
        made.Created += (_, change) => Tell(change.FullPath);
        made.Deleted += (_, change) => Tell(change.FullPath);
        made.Renamed += (_, change) => Tell(change.FullPath);
        made.Error += (_, trouble) => Lose(trouble.GetException());
        made.EnableRaisingEvents = true;
        return made;
    }

    // Our own state changes with every word of the watch, and caches with every test: neither is the project.
    private void Tell(string path)
    {
        if (!LeftOutDirectory.Covers(Path.GetRelativePath(root, path)))
            Release();
    }

    private void Lose(Exception trouble)
    {
        // More changed than could be told: that is a change. Anything else may mean that nothing is told any more.
        if (trouble is not InternalBufferOverflowException)
            Gap = $"Changes of files are no longer told ({trouble.Message}); the files are looked at every {Now.TotalSeconds:0} s instead.";

        Release();
    }

    private void Release()
    {
        lock (changed)
        {
            if (!isDisposed && changed.CurrentCount == 0)
                changed.Release();
        }
    }
}
