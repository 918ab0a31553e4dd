using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Private copies of a workspace as it stood when the bed was opened, whatever happens to it meanwhile.</summary>
internal sealed class WorkspaceCopies(IFileRoots roots, TimeProvider clock, Snapshot snapshot) : IDisposable
{
    private readonly SemaphoreSlim taking = new(1);
    private PristineCopy? pristine;

    /// <summary>Absolute path of the workspace itself.</summary>
    public string Workspace => snapshot.Root;

    /// <summary>Every file of it.</summary>
    public IEnumerable<RepoPath> Files => snapshot.Files.Keys;

    /// <summary>A copy that nobody writes to.</summary>
    /// <exception cref="InvalidDataException">The workspace changed between the snapshot and the first copy.</exception>
    public async Task<PristineCopy> PristineAsync(CancellationToken cancellationToken)
    {
        await taking.WaitAsync(cancellationToken);
        try
        {
            if (pristine is not null)
                return pristine;

            var taken = await PristineCopy.TakeAsync(roots, new SnapshotTaker(roots, clock), snapshot.Root, Path.GetTempPath(), cancellationToken);
            if (Changed(taken.Snapshot) is { } path)
            {
                taken.Dispose();
                throw new InvalidDataException($"'{path}' changed while the run began; run again.");
            }

            return pristine = taken;
        }
        finally
        {
            taking.Release();
        }
    }

    /// <summary>A copy of its own for one process, with a patch applied, if any.</summary>
    public async Task<StagingArea> StageAsync(Patch? patch, CancellationToken cancellationToken)
    {
        var source = await PristineAsync(cancellationToken);
        var area = await Task.Run(() => source.Stage(Path.GetTempPath(), cancellationToken), cancellationToken);
        try
        {
            if (patch is not null)
                area.Write(patch);

            return area;
        }
        catch
        {
            area.Dispose();
            throw;
        }
    }

    /// <summary>A copy of its own for one process, with what another copy has beyond the workspace.</summary>
    public async Task<StagingArea> StageLikeAsync(StagingArea other, CancellationToken cancellationToken)
    {
        var area = await StageAsync(null, cancellationToken);
        try
        {
            using var files = roots.Open(other.Root);
            await Task.Run(() => area.Complete(files, cancellationToken), cancellationToken);
            return area;
        }
        catch
        {
            area.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        pristine?.Dispose();
        taking.Dispose();
    }

    private RepoPath? Changed(Snapshot now)
    {
        if (now.TreeHash == snapshot.TreeHash)
            return null;

        var paths = now.Files.Keys.Union(snapshot.Files.Keys).Order();
        return paths.First(p => now.Files.GetValueOrDefault(p)?.Hash != snapshot.Files.GetValueOrDefault(p)?.Hash
            || now.Files[p].Mode != snapshot.Files[p].Mode);
    }
}
