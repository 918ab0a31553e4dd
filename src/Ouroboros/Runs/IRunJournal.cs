namespace Ouroboros.Runs;

/// <summary>
/// The append-only truth about runs. An append has reached the disk when its task completes, so an effect may rely on it.
/// </summary>
public interface IRunJournal
{
    Task<Run> BeginAsync(RunRequest request, CancellationToken cancellationToken);

    Task<RunEvent> AppendAsync<T>(RunId run, EventKind<T> kind, T payload, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Once, unless the run is reopened: what it came to stands.</summary>
    Task EndAsync(RunId run, RunEnding ending, CancellationToken cancellationToken);

    /// <summary>Puts an ended or abandoned run back to work under its own id.</summary>
    Task ReopenAsync(RunId run, CancellationToken cancellationToken);

    Task<Run?> FindAsync(RunId run, CancellationToken cancellationToken);

    Task<IReadOnlyList<Run>> ListAsync(int limit, CancellationToken cancellationToken);

    Task<IReadOnlyList<RunEvent>> ReadAsync(RunId run, CancellationToken cancellationToken);
}

/// <summary>Sees every event after it was recorded: progress displays, JSONL streams, traces.</summary>
public interface IRunObserver
{
    void On(RunEvent recorded);
}
