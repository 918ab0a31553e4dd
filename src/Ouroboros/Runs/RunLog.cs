namespace Ouroboros.Runs;

/// <summary>One run's pen: records a fact, then tells those who watch.</summary>
public sealed class RunLog(RunId run, IRunJournal journal, IReadOnlyList<IRunObserver> observers)
{
    public RunId Run => run;

    public async Task RecordAsync<T>(EventKind<T> kind, T payload, CancellationToken cancellationToken)
        where T : class
    {
        var recorded = await journal.AppendAsync(run, kind, payload, cancellationToken);
        foreach (var observer in observers)
            observer.On(recorded);
    }
}
