using Ouroboros.Workspaces.State;

namespace Ouroboros.Workspaces.Transactions;

/// <summary>Mends what a crash left half-done. Every command asks for it first.</summary>
public sealed class Recovery(IFileRoots roots, StateDirectory state, IContentStore contents, ITransactionLog log, TimeProvider clock)
{
    /// <summary>What was mended; empty nearly always.</summary>
    public async Task<IReadOnlyList<Recovered>> RunAsync(CancellationToken cancellationToken)
    {
        // Without the lock: when nothing is pending, which is nearly always, nobody is kept waiting.
        if ((await log.PendingAsync(cancellationToken)).Count == 0)
            return [];

        using var held = await WorkspaceLock.TakeAsync(state, clock, cancellationToken);
        return await RunLockedAsync(cancellationToken);
    }

    /// <summary>The same for a caller that holds the lock: whatever is pending then belongs to nobody alive.</summary>
    internal async Task<IReadOnlyList<Recovered>> RunLockedAsync(CancellationToken cancellationToken)
    {
        var recovered = new List<Recovered>();
        var pending = await log.PendingAsync(cancellationToken);
        if (pending.Count == 0)
            return recovered;

        using var files = roots.Open(state.Workspace);
        foreach (var logged in pending)
        {
            try
            {
                recovered.Add(await new Rollback(files, contents, log).EndAsync(logged, CancellationToken.None));
            }
            catch (Exception trouble) when (trouble is IOException or InvalidDataException)
            {
                throw new WorkspaceException(
                    $"An interrupted {Recovered.Name(logged.Intent)} cannot be mended yet: {trouble.Message} Remove that obstacle, then run any ouro command here.", trouble);
            }
        }

        return recovered;
    }
}

/// <summary>An interrupted transaction that was ended.</summary>
/// <param name="Forward">Everything had been done already, so it stands; otherwise everything was taken back.</param>
/// <param name="Foreign">Files that somebody else changed since and that were left alone, in sentences.</param>
public sealed record Recovered(Intent Intent, bool Forward, IReadOnlyList<string> Foreign)
{
    /// <summary>For people, in one sentence and one more for each file left alone.</summary>
    public string Sentence
    {
        get
        {
            var count = Intent.Steps.Count == 1 ? $"'{Intent.Steps[0].Path}' is" : $"{Intent.Steps.Count} files are";
            var first = Forward
                ? $"An interrupted {Name(Intent)} had done all its work and was completed: {count} as it intended."
                : $"An interrupted {Name(Intent)} was taken back: {count} exactly as before.";
            return string.Join(' ', [first, .. Foreign]);
        }
    }

    internal static string Name(Intent intent) => intent.Purpose == IntentPurpose.Undo ? $"undo of run {intent.Run}" : $"change by run {intent.Run}";
}

/// <summary>Held by whoever changes files of the workspace.</summary>
internal static class WorkspaceLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task<IDisposable> TakeAsync(StateDirectory state, TimeProvider clock, CancellationToken cancellationToken) =>
        state.LockAsync("apply", Patience, clock, cancellationToken);
}
