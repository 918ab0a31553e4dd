using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Runs a Python project's own tests in private copies of its workspace.</summary>
internal sealed class PythonTestBed(
    PythonProject project, WorkspaceCopies copies, PythonOptions options, IProcessRunner runner, TimeProvider clock) : ITestBed
{
    // Fewer files than this are over before a second process has started.
    private const int FilesWorthSharing = 8;

    // More at once save little; the first of them waits for the last.
    private const int Together = 16;

    // A test that burns this much without an end is taken for endless, however fast the machine; its neighbours are believed sooner.
    private const long EndlessFuel = 10_000_000;
    private const long NextEndlessFuel = 2_000_000;
    private const long HangingFuelWhenTraced = 100_000;
    private const double HangingSecondsWhenTraced = 5;

    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2.5);
    private static readonly TimeSpan NextPatience = TimeSpan.FromSeconds(0.7);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CollectPatience = TimeSpan.FromSeconds(60);

    private readonly PythonLauncher launcher = new(project, options, runner);
    private readonly HashSet<TestName> hanging = [];
    private HashSet<TestName>? red;
    private IReadOnlyList<TestName>? suite;
    private IReadOnlyList<string> modules = [];

    public string Description => project.Description;

    public BedMemory? Memory
    {
        get => red is null ? null : new BedMemory(suite, [.. red], [.. hanging], modules);
        set
        {
            if (value is null)
                return;

            (suite, red, modules) = (value.Suite, [.. value.Red], value.Modules);
            hanging.UnionWith(value.Hanging);
        }
    }

    // One core alone would only be fought over.
    public bool RunsSeveralAtOnce => options.Cores > 1 && project.Framework != PythonFramework.Command;

    public async Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (project.Framework == PythonFramework.Command)
            return (await CommandAsync(patch, cancellationToken)).ToRun(clock.GetElapsedTime(started));

        var share = await SharesAsync(selection, patch, cancellationToken);
        var parts = await Task.WhenAll(share.Select(s => SessionAsync(Job("run", s), patch, cancellationToken)));
        var whole = Merged(parts);
        await ConfirmHangsAsync(whole, patch, cancellationToken);
        if (patch is null)
            Learn(whole, selection is null);

        return Checked(whole.ToRun(clock.GetElapsedTime(started)), selection);
    }

    public async Task<TestTrace> TraceAsync(IReadOnlyList<TestName>? selection, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (project.Framework == PythonFramework.Command)
            return new TestTrace(await RunAsync(selection, null, cancellationToken), new Dictionary<TestName, IReadOnlyList<LineSet>>(), []);

        var share = await SharesAsync(selection, null, cancellationToken);
        var parts = await Task.WhenAll(share.Select(s => SessionAsync(TraceJob(s), null, cancellationToken)));
        var whole = Merged(parts);
        return new TestTrace(whole.ToRun(clock.GetElapsedTime(started)), whole.Coverage, [.. whole.Observations]);
    }

    public async Task<ITrials> OpenTrialsAsync(TrialBrief brief, CancellationToken cancellationToken)
    {
        var limits = TrialLimits.Of(brief);
        var ordered = brief with { Failing = CheapestFirst(brief), Guarding = QuickestFirst(brief) };
        var job = Job("trials", null) with
        {
            Failing = [.. ordered.Failing.Select(n => n.Value)],
            Guarding = [.. ordered.Guarding.Select(n => n.Value)],
            Fuel = limits.Fuel,
            FuelFor = limits.FuelFor,
            Walls = limits.Walls,
            Works = limits.Works,
            TestWork = limits.TestWork,
            Last = limits.Waiting,
            Warm = modules,
            Compile = [.. brief.Trace.Coverage.Values.SelectMany(c => c).Select(l => l.Path.Value).Distinct().Order(StringComparer.Ordinal)],
        };
        var pristine = await copies.PristineAsync(cancellationToken);
        var seats = new List<TrialSeat>();
        try
        {
            for (var i = 0; i < Math.Max(1, brief.Seats); i++)
                seats.Add(new TrialSeat(launcher, job, await copies.StageAsync(null, cancellationToken), pristine.Files.Root));
        }
        catch
        {
            foreach (var seat in seats)
                await seat.DisposeAsync();

            throw;
        }

        return new PythonTrials(ordered, seats, pristine.Files.Root, this, clock, Together);
    }

    public IBehaviourProbe OpenProbe(ProbeBrief brief) => project.Framework == PythonFramework.Command
        ? new NoProbe("a test command of one's own does not show what functions are given")
        : new PythonProbe(launcher, copies, Job("behave", null), brief);

    public IThinker OpenThinker(ProbeBrief brief) => project.Framework == PythonFramework.Command
        ? NoThinker.Instance
        : new PythonThinker(launcher, copies, Job("think", null), brief);

    /// <summary>Nearly all candidates fail the first test they meet, so it had better be a cheap one; tests of like cost keep the suite's order.</summary>
    private static TestName[] CheapestFirst(TrialBrief brief)
    {
        var costs = brief.Trace.Run.Results.DistinctBy(r => r.Name)
            .ToDictionary(r => r.Name, r => r.Outcome == TestOutcome.TimedOut ? int.MaxValue : (int)Math.Log10(Math.Max(r.Fuel, 1_000)));
        return [.. brief.Failing.OrderBy(n => costs.GetValueOrDefault(n))];
    }

    /// <summary>Files whose tests are soonest over come first; within a file the suite's order stays, for some tests rely on it.</summary>
    private static TestName[] QuickestFirst(TrialBrief brief)
    {
        var durations = brief.Trace.Run.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Duration.TotalSeconds);
        return [.. brief.Guarding.GroupBy(n => n.Value.Split("::")[0])
            .OrderBy(f => f.Sum(n => durations.GetValueOrDefault(n))).ThenBy(f => f.Key, StringComparer.Ordinal).SelectMany(f => f)];
    }

    public ValueTask DisposeAsync()
    {
        launcher.Dispose();
        copies.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<SessionEvents> SessionAsync(TestJob job, Patch? patch, CancellationToken cancellationToken)
    {
        using var copy = await copies.StageAsync(patch, cancellationToken);
        return await launcher.RunAsync(job with { Root = copy.Root }, cancellationToken);
    }

    private async Task<SessionEvents> CommandAsync(Patch? patch, CancellationToken cancellationToken)
    {
        var job = Job("command", null) with
        {
            Command = project.Arguments, Name = string.Join(' ', project.Arguments), TestSeconds = options.TestTimeout.TotalSeconds,
        };
        return await SessionAsync(job, patch, cancellationToken);
    }

    private TestJob Job(string kind, IReadOnlyList<TestName>? selection) => new()
    {
        Kind = kind,
        Root = "",
        Framework = project.Framework == PythonFramework.Pytest ? "pytest" : "unittest",
        RootOnPath = project.RootOnPath,
        Args = project.Arguments,
        Starts = project.Starts,
        Selection = selection?.Select(n => n.Value).ToArray(),
        TestSeconds = Math.Min(FirstPatience.TotalSeconds, options.TestTimeout.TotalSeconds),
        NextSeconds = Math.Min(NextPatience.TotalSeconds, options.TestTimeout.TotalSeconds),
        CollectSeconds = CollectPatience.TotalSeconds,
        Memory = options.MemoryBytes,
    };

    private TestJob TraceJob(IReadOnlyList<TestName>? selection) => Job("trace", selection) with
    {
        TestSeconds = Math.Min(60, Math.Max(20, options.TestTimeout.TotalSeconds)),
        NextSeconds = 0,
        Fuel = EndlessFuel,
        FuelFor = hanging.ToDictionary(n => n.Value, _ => HangingFuelWhenTraced),
        SecondsFor = hanging.ToDictionary(n => n.Value, _ => Math.Min(HangingSecondsWhenTraced, options.TestTimeout.TotalSeconds)),
        Observe = red?.Select(n => n.Value).ToArray(),
    };

    /// <summary>
    /// A first look gives up on a test soon, so that one endless loop does not cost minutes. What it gave up on runs again alone, with
    /// patience: until it ends, or has burnt more than any honest test, or waited too long.
    /// </summary>
    private async Task ConfirmHangsAsync(SessionEvents whole, Patch? patch, CancellationToken cancellationToken)
    {
        TestName[] late = [.. whole.Results.Where(r => r.Outcome == TestOutcome.TimedOut).Select(r => r.Name)];
        if (late.Length == 0 || options.TestTimeout <= FirstPatience)
            return;

        // Where honest tests take seconds, others may take many.
        var slowest = whole.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Duration.TotalSeconds).DefaultIfEmpty().Max();
        var fuel = (long)(EndlessFuel * Math.Max(1, 4 * slowest));
        var patience = Math.Min(options.TestTimeout.TotalSeconds, Math.Max(LongPatience.TotalSeconds, 20 * slowest));
        if (await ConfirmAsync(whole, late[..1], fuel, patience, patch, cancellationToken) && late.Length > 1)
            await ConfirmAsync(whole, late[1..], fuel / (EndlessFuel / NextEndlessFuel), patience / 4, patch, cancellationToken);
        else if (late.Length > 1)
            await ConfirmAsync(whole, late[1..], fuel, patience, patch, cancellationToken);
    }

    /// <summary>Runs tests again with fuel and patience, and takes their new verdicts. Whether all of them hung again.</summary>
    private async Task<bool> ConfirmAsync(
        SessionEvents whole, TestName[] late, long fuel, double patience, Patch? patch, CancellationToken cancellationToken)
    {
        var job = Job("run", late) with
        {
            TestSeconds = patience, NextSeconds = 0, CollectSeconds = Math.Max(patience, CollectPatience.TotalSeconds), Fuel = fuel,
        };
        var second = await SessionAsync(job, patch, cancellationToken);
        foreach (var result in second.Results)
            whole.Add(result);

        return second.Results.Count > 0 && second.Results.All(r => r.Outcome == TestOutcome.TimedOut);
    }

    private void Learn(SessionEvents whole, bool isSuite)
    {
        if (!isSuite)
            return;

        if (whole.Modules.Count > 0)
            modules = whole.Modules;

        suite = whole.Collected;
        red = [.. whole.Results.Where(r => r.IsRed).Select(r => r.Name)];
        hanging.UnionWith(whole.Results.Where(r => r.Outcome == TestOutcome.TimedOut).Select(r => r.Name));
    }

    /// <summary>Splits what is to be run by file over the cores. A null share is the whole suite.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<TestName>?>> SharesAsync(
        IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken)
    {
        if (selection is null && (options.Cores < 2 || project.TestFiles.Count < FilesWorthSharing))
            return [null];

        // A patch may add tests or take them away, so the known list does not hold for it.
        var known = patch is null ? suite : null;
        var wanted = selection ?? known ?? await CollectAsync(patch, cancellationToken);
        if (wanted is null)
            return [null];

        return TestShares.Split(wanted, selection is null || wanted.Count > 40 ? options.Cores : 1);
    }

    private async Task<IReadOnlyList<TestName>?> CollectAsync(Patch? patch, CancellationToken cancellationToken)
    {
        var found = await SessionAsync(Job("run", null) with { CollectOnly = true }, patch, cancellationToken);
        return found.Problems.Count == 0 && found.Collected is { Count: > 0 } names ? names : null;
    }

    private TestRun Checked(TestRun run, IReadOnlyList<TestName>? selection) =>
        run is { Problem: null, Results.Count: 0 } && selection is null
            ? run with
            {
                Problem = $"{project.Description} found no tests. Looked in {(project.TestFiles.Count > 0 ? string.Join(", ", project.TestFiles.Take(5)) : "every file")}; "
                    + "name the command that runs them: --test 'python -m pytest DIRECTORY'",
            }
            : run;

    private static SessionEvents Merged(SessionEvents[] parts) => parts is [var only] ? only : SessionEvents.Merge(parts);
}
