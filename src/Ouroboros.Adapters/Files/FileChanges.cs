using Ouroboros.Techniques.Watching;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Adapters.Files;

/// <summary>
/// Changes of files as the kernel tells them, in the directories that a snapshot holds. Where it cannot, for want of watches or on a file
/// system without them, it says so and gives the word now and then: a look at unchanged files costs little.
/// </summary>
public sealed class FileChanges : IChangeSource
{
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim changed = new(0, 1);
    private readonly CancellationTokenSource end = new();
    private readonly TimeProvider clock;
    private readonly IRootedFiles files;
    private readonly KernelWatch? watch;
    private readonly Thread? listener;
    private volatile string? gap;

    public FileChanges(string root, TimeProvider clock)
    {
        this.clock = clock;
        files = new KernelRoots(NoFailPoints.Instance).Open(root);
        try
        {
            watch = new KernelWatch(files.Root);
            watch.Watch(Directories());
            listener = new Thread(Listen) { IsBackground = true, Name = "file changes" };
            listener.Start();
        }
        catch (IOException trouble)
        {
            gap = Because("are not told here", trouble);
        }
    }

    /// <summary>Why changes are looked for instead of told, or null.</summary>
    public string? Gap => gap;

    /// <summary>How many directories the kernel watches.</summary>
    internal int Watched => watch?.Count ?? 0;

    public Task WaitAsync(CancellationToken cancellationToken) =>
        gap is null ? changed.WaitAsync(cancellationToken) : Task.Delay(Now, clock, cancellationToken);

    public void Dispose()
    {
        end.Cancel();
        watch?.End();
        listener?.Join();
        watch?.Dispose();
        files.Dispose();
        changed.Dispose();
        end.Dispose();
    }

    private void Listen()
    {
        try
        {
            watch!.Listen(name => !LeftOutDirectory.Covers(name), Tell);
        }
        catch (OperationCanceledException)
        {
            // Ended while it looked for new directories.
        }
        catch (Exception trouble) when (trouble is IOException or FileTroubleException)
        {
            // Whoever waits for word is told to look, and finds that it has to look by itself from now on.
            gap = Because("are no longer told", trouble);
            Release();
        }
    }

    private void Tell(bool directories)
    {
        // First the watches, then the word: what is written in a new directory before its watch stands, the look that follows finds.
        if (directories)
            watch!.Watch(Directories());

        Release();
    }

    private IEnumerable<string> Directories() => ["", .. TreeListing.Of(files, end.Token).Directories.Select(d => d.Value)];

    private void Release()
    {
        if (changed.CurrentCount == 0)
            changed.Release();
    }

    private static string Because(string what, Exception trouble) =>
        $"Changes of files {what} ({trouble.Message}); the files are looked at every {Now.TotalSeconds:0} s instead.";
}
