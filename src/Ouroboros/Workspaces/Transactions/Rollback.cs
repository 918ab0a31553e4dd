namespace Ouroboros.Workspaces.Transactions;

/// <summary>
/// Ends intents that were begun and not closed: forward when every file is already as intended, otherwise back. Every
/// step looks at what is there and may be repeated, so a crash in here is mended by running it again.
/// </summary>
internal sealed class Rollback(IRootedFiles files, IContentStore contents, ITransactionLog log)
{
    private const UnixFileMode AsUmaskAllows = (UnixFileMode)0b111_111_111;

    public async Task<Recovered> EndAsync(LoggedIntent logged, CancellationToken cancellationToken)
    {
        if (!logged.Intent.Steps.All(s => CurrentFile.Of(files, s.Path).Holds(s.After)))
            return await BackAsync(logged, cancellationToken);

        RemoveTemporaries(logged.Intent);
        SyncDirectories(logged.Intent);
        Clearing.RemoveEmptied(files, logged.Intent.EmptiedDirectories);
        await log.CloseAsync(logged, IntentState.Committed, cancellationToken);
        return new Recovered(logged.Intent, Forward: true, []);
    }

    public async Task<Recovered> BackAsync(LoggedIntent logged, CancellationToken cancellationToken)
    {
        // First of all: on a full disk the room they take is needed.
        RemoveTemporaries(logged.Intent);
        var foreign = new List<string>();
        foreach (var step in logged.Intent.Steps.Reverse())
        {
            if (PutBack(step) is { } note)
                foreign.Add(note);
        }

        Clearing.RemoveEmptied(files, logged.Intent.MadeDirectories.Reverse());
        SyncDirectories(logged.Intent);
        await log.CloseAsync(logged, IntentState.RolledBack, cancellationToken);
        return new Recovered(logged.Intent, Forward: false, foreign);
    }

    /// <summary>What stood in the way, or null.</summary>
    private string? PutBack(FileStep step)
    {
        if (PathRules.WhyRefused(step.Path) is { } refusal)
            return refusal;

        var current = CurrentFile.Of(files, step.Path);
        if (current.Holds(step.Before))
            return null;

        if (current.Obstacle is { } obstacle)
            return WhatReplaced(step, obstacle);

        if (!current.Holds(step.After))
            return $"'{step.Path}' was changed by somebody else since and is left as it is; its content before was {step.Before?.Hash.Hex ?? "none"}.";

        if (step.Before is not { } before)
        {
            files.Remove(step.Path);
            return null;
        }

        if (contents.Get(before.Hash) is not { } content)
            throw new InvalidDataException($"The content '{step.Path}' had before ({before.Hash}) is gone from the store.");

        foreach (var directory in Clearing.MissingAbove(files, step.Path))
            files.MakeDirectory(directory, AsUmaskAllows);

        files.Create(step.Temporary, content, before.Mode, before.Owner);
        if (step.After is null)
            files.Place(step.Temporary, step.Path);
        else
            files.Replace(step.Temporary, step.Path);

        return null;
    }

    // A directory or link in the file's place is somebody's work. Anything else in the way may pass: tried again next time.
    private string WhatReplaced(FileStep step, string obstacle) =>
        files.Stat(step.Path) is { Kind: not FileKind.File }
            ? $"'{step.Path}' is no regular file any more and is left as it is; its content before was {step.Before?.Hash.Hex ?? "none"}."
            : throw new FileTroubleException(FileTrouble.Other, obstacle);

    private void RemoveTemporaries(Intent intent)
    {
        foreach (var temporary in intent.Steps.Select(s => s.Temporary))
        {
            if (TemporaryName.IsOne(temporary) && files.Stat(temporary) is { Kind: FileKind.File })
                files.Remove(temporary);
        }
    }

    private void SyncDirectories(Intent intent)
    {
        foreach (var directory in intent.Steps.Select(s => s.Path.Parent).Distinct())
        {
            if (directory is not { } path || files.Stat(path) is { Kind: FileKind.Directory })
                files.Sync(directory);
        }
    }
}
