namespace Ouroboros.Workspaces.Transactions;

/// <summary>
/// Carries out intents. The order is what makes a crash harmless: contents are stored and the intent is logged before
/// this begins; new contents are written whole beside their targets; only then are names changed; the log is closed last.
/// </summary>
internal sealed class Execution(IRootedFiles files, IContentStore contents, ITransactionLog log)
{
    private const UnixFileMode AsUmaskAllows = (UnixFileMode)0b111_111_111;

    /// <exception cref="ChangedMeanwhileException">A file is not what the intent expects. Everything is as before.</exception>
    /// <exception cref="WorkspaceException">The file system refused. Everything is as before, or the next command makes it so.</exception>
    public async Task<LoggedIntent> RunAsync(Intent intent, CancellationToken cancellationToken)
    {
        var logged = await log.IntendAsync(intent, cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            CarryOut(intent);

            // From here on the work is done; a late cancellation must not take it back.
            await log.CloseAsync(logged, IntentState.Committed, CancellationToken.None);
            return logged with { State = IntentState.Committed };
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or WorkspaceException or OperationCanceledException or InvalidDataException)
        {
            await RollBackAsync(logged, trouble);
            if (trouble is ChangedMeanwhileException or OperationCanceledException)
                throw;

            throw new WorkspaceException($"Nothing was changed. {InTermsOfTargets(trouble.Message, intent)}", trouble);
        }
    }

    private void CarryOut(Intent intent)
    {
        foreach (var directory in intent.MadeDirectories)
            MakeDirectory(directory);

        foreach (var step in intent.Steps.Where(s => s.After is not null))
            files.Create(step.Temporary, Stored(step.After!), step.After!.Mode, step.After.Owner);

        foreach (var step in intent.Steps)
            Switch(step);

        foreach (var directory in intent.Steps.Select(s => s.Path.Parent).Distinct())
            files.Sync(directory);

        Clearing.RemoveEmptied(files, intent.EmptiedDirectories);
    }

    private void MakeDirectory(RepoPath directory)
    {
        if (files.Stat(directory) is null)
            files.MakeDirectory(directory, AsUmaskAllows);

        files.Sync(directory.Parent);
    }

    private void Switch(FileStep step)
    {
        // Looked at again at the last moment: an editor may have saved since the intent was made.
        var current = CurrentFile.Of(files, step.Path);
        if (!current.Holds(step.Before))
            throw new ChangedMeanwhileException(step.Path, step.Before?.Hash, current);

        if (step.After is null)
            files.Remove(step.Path);
        else if (step.Before is null)
            files.Place(step.Temporary, step.Path);
        else
            files.Replace(step.Temporary, step.Path);
    }

    // People know their files, not the names that contents wait under.
    private static string InTermsOfTargets(string message, Intent intent) =>
        intent.Steps.Aggregate(message, (text, step) => text.Replace(step.Temporary.Value, step.Path.Value, StringComparison.Ordinal));

    private byte[] Stored(FileState state) =>
        contents.Get(state.Hash) ?? throw new InvalidDataException($"The stored content {state.Hash} is gone.");

    private async Task RollBackAsync(LoggedIntent logged, Exception trouble)
    {
        try
        {
            await new Rollback(files, contents, log).BackAsync(logged, CancellationToken.None);
        }
        catch (Exception second) when (second is IOException or WorkspaceException or InvalidDataException)
        {
            throw new WorkspaceException(
                $"{trouble.Message} Putting everything back failed as well: {second.Message} The next ouro command in this workspace tries again.", second);
        }
    }
}

/// <summary>A file is not what a patch was made for.</summary>
internal sealed class ChangedMeanwhileException(RepoPath path, ContentHash? expected, CurrentFile found)
    : WorkspaceException(Describe(path, expected, found))
{
    public static string Describe(RepoPath path, ContentHash? expected, CurrentFile found) =>
        (expected, found.State?.Hash, found.Obstacle) switch
        {
            (_, _, { } obstacle) => obstacle,
            (null, _, _) => $"'{path}' exists already.",
            (_, null, _) => $"'{path}' does not exist any more (the patch was made for {expected}).",
            var (wanted, there, _) => $"'{path}' changed since the patch was made: it was {wanted} and is {there}. Run again on the file as it is now.",
        };
}
