using System.Text.Json;

namespace Ouroboros.Runs;

/// <summary>A journal that leaves nothing behind: replays run on it.</summary>
public sealed class MemoryJournal(TimeProvider clock, Random random) : IRunJournal
{
    private readonly Lock gate = new();
    private readonly Dictionary<RunId, (Run Run, List<RunEvent> Events)> runs = [];

    public Task<Run> BeginAsync(RunRequest request, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var run = new Run(RunId.New(clock, random), request, RunState.Working, clock.GetUtcNow(), null, null);
            runs[run.Id] = (run, []);
            return Task.FromResult(run);
        }
    }

    public Task<RunEvent> AppendAsync<T>(RunId run, EventKind<T> kind, T payload, CancellationToken cancellationToken)
        where T : class
    {
        lock (gate)
        {
            var events = runs[run].Events;
            var recorded = new RunEvent(
                run, events.Count + 1, clock.GetUtcNow(), kind.Name, JsonSerializer.Serialize(payload, kind.Shape));
            events.Add(recorded);
            return Task.FromResult(recorded);
        }
    }

    public Task EndAsync(RunId run, RunEnding ending, CancellationToken cancellationToken) =>
        Change(run, r => r.Ending is null
            ? r with { State = RunState.Ended, EndedAt = clock.GetUtcNow(), Ending = ending }
            : throw new InvalidOperationException($"Run {run} has ended already, and what it came to stands."));

    public Task ReopenAsync(RunId run, CancellationToken cancellationToken) =>
        Change(run, r => r with { State = RunState.Working, EndedAt = null, Ending = null });

    public Task<Run?> FindAsync(RunId run, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult(runs.TryGetValue(run, out var found) ? found.Run : null);
    }

    public Task<IReadOnlyList<Run>> ListAsync(int limit, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<Run>>([.. runs.Values.Select(r => r.Run).OrderByDescending(r => r.StartedAt).Take(limit)]);
    }

    public Task<IReadOnlyList<RunEvent>> ReadAsync(RunId run, CancellationToken cancellationToken)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<RunEvent>>([.. runs[run].Events]);
    }

    private Task Change(RunId run, Func<Run, Run> change)
    {
        lock (gate)
        {
            runs[run] = (change(runs[run].Run), runs[run].Events);
            return Task.CompletedTask;
        }
    }
}
