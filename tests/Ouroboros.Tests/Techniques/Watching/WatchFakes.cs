using Ouroboros.Runs;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Tests.Techniques.Watching;

/// <summary>Sees everything and says nothing.</summary>
internal sealed class Silent : IWatchViewer
{
    public void Begun(WatchCycle cycle)
    {
    }

    public void Ended(WatchCycle cycle, CycleEnd end)
    {
    }

    public void Waits(WatchWait wait)
    {
    }
}

/// <summary>Cycles that end as they are told to.</summary>
internal sealed class FakeWork : IWatchedWork
{
    public string Tree { get; set; } = "a";

    public Queue<Func<CycleEnd>> Ends { get; } = [];

    public Func<CycleEnd>? Always { get; set; }

    public Action OnBegin { get; set; } = () => { };

    public List<string> Looked { get; } = [];

    public Task<string> TreeAsync(CancellationToken cancellationToken) => Task.FromResult(Tree);

    public async Task<CycleEnd> RunAsync(WatchCycle cycle, Func<RunId, Task> begun, CancellationToken cancellationToken)
    {
        OnBegin();
        Looked.Add(Tree);
        await Task.Yield();
        return Always is not null ? Always() : Ends.TryDequeue(out var end) ? end() : new CycleEnd(RunResult.Achieved, "green", Tree);
    }
}

/// <summary>Changes when a test says so.</summary>
internal sealed class FakeChanges : IChangeSource
{
    private readonly SemaphoreSlim changed = new(0);

    public int Waited { get; private set; }

    public void Signal() => changed.Release();

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Waited++;
        await changed.WaitAsync(cancellationToken);
    }

    public void Dispose() => changed.Dispose();
}

/// <summary>Keeps cycles in memory and tells when the watch waits.</summary>
internal sealed class FakeLedger : IWatchLedger
{
    public RecoveryPoint Point { get; set; } = new(null, 0, null, null);

    public Action<WatchWait> OnWait { get; set; } = _ => { };

    public int Begun { get; private set; }

    public List<(WatchCycle Cycle, CycleEnd End)> Ended { get; } = [];

    private readonly Dictionary<long, WatchCycle> cycles = [];

    public Task<RecoveryPoint> RecoverAsync(string options, CancellationToken cancellationToken) => Task.FromResult(Point);

    public Task<WatchCycle> BeginAsync(string cause, string options, CancellationToken cancellationToken)
    {
        var cycle = new WatchCycle(++Begun, cause, default, null);
        cycles[cycle.Number] = cycle;
        return Task.FromResult(cycle);
    }

    public Task NameRunAsync(long cycle, RunId run, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task EndAsync(long cycle, CycleEnd end, CancellationToken cancellationToken)
    {
        Ended.Add((cycles.GetValueOrDefault(cycle) ?? Point.CutOff! with { Cause = "recovery" }, end));
        return Task.CompletedTask;
    }

    public Task WaitAsync(WatchWait? wait, CancellationToken cancellationToken)
    {
        if (wait is not null)
            OnWait(wait);

        return Task.CompletedTask;
    }

    public Task<WatchStanding?> StandingAsync(CancellationToken cancellationToken) => Task.FromResult<WatchStanding?>(null);
}
