namespace Ouroboros.Workspaces.State;

/// <summary>One process at a time. The kernel lets go when the holder dies, so no lock is ever stale.</summary>
internal sealed class ProcessLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly FileStream held;

    private ProcessLock(FileStream held) => this.held = held;

    public static async Task<IDisposable> TakeAsync(
        string path, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw new WorkspaceException($"'{path}' is a symbolic link, which ouro never makes; remove it.");

        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                // FileShare.None is flock(2) on this system. The file stays: removing it would let two in.
                return new ProcessLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (clock.GetElapsedTime(started) < patience)
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                throw new WorkspaceException(
                    $"'{path}' could not be locked within {patience.TotalSeconds:0} s: {trouble.Message} "
                    + "Another ouro may be changing files here; wait for it, or end it.",
                    trouble);
            }
        }
    }

    public void Dispose() => held.Dispose();
}
