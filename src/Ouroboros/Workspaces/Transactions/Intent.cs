using Ouroboros.Runs;

namespace Ouroboros.Workspaces.Transactions;

/// <summary>A file's content, mode and owner at one moment.</summary>
public sealed record FileState(ContentHash Hash, UnixFileMode Mode, FileOwner Owner);

/// <summary>What happens to one path. A null state means that no file stands there.</summary>
/// <param name="Temporary">Where content waits beside the target: the new one, or the old one while it is put back.</param>
public sealed record FileStep(
    RepoPath Path, FileState? Before, FileState? After, RepoPath Temporary, int LinesAdded, int LinesRemoved);

public enum IntentPurpose
{
    Apply,
    Undo,
}

/// <summary>Everything a transaction is about to do, recorded before it does any of it.</summary>
/// <param name="MadeDirectories">Do not exist yet; parents first.</param>
/// <param name="EmptiedDirectories">Were made by what is being undone and go if nothing else is in them; children first.</param>
/// <param name="Undoes">The transactions this one takes back.</param>
public sealed record Intent(
    RunId Run, IntentPurpose Purpose, PatchHash? Patch, IReadOnlyList<FileStep> Steps,
    IReadOnlyList<RepoPath> MadeDirectories, IReadOnlyList<RepoPath> EmptiedDirectories, IReadOnlyList<long> Undoes);

public enum IntentState
{
    Intended,
    Committed,
    RolledBack,
}

/// <summary>An intent as the log knows it.</summary>
public sealed record LoggedIntent(long Id, Intent Intent, IntentState State, DateTimeOffset At, long? UndoneBy);

/// <summary>Remembers intents through any crash. What it returns from has reached the disk.</summary>
public interface ITransactionLog
{
    Task<LoggedIntent> IntendAsync(Intent intent, CancellationToken cancellationToken);

    /// <summary>Says how an intent ended. Committing an undo also marks what it takes back.</summary>
    Task CloseAsync(LoggedIntent logged, IntentState state, CancellationToken cancellationToken);

    /// <summary>Intents nobody closed, oldest first.</summary>
    Task<IReadOnlyList<LoggedIntent>> PendingAsync(CancellationToken cancellationToken);

    /// <summary>Committed intents to apply, newest first; of one run, or of all.</summary>
    Task<IReadOnlyList<LoggedIntent>> CommittedAsync(RunId? run, CancellationToken cancellationToken);
}
