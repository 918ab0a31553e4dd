using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.JavaScript.Instrumenting;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>Runs a JavaScript or TypeScript project's own tests in private copies of its workspace.</summary>
internal sealed class JavaScriptTestBed(
    JavaScriptProject project, JavaScriptWorkshop workshop, SourceInstrumenter instrumenter, TestOptions options, TimeProvider clock) : ITestBed
{
    // A test that burns this much without an end is taken for endless, however fast the machine.
    private const long EndlessFuel = 20_000_000;
    private const long HangingFuelWhenTraced = 100_000;

    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LoadPatience = TimeSpan.FromSeconds(60);

    private readonly HashSet<TestName> hanging = [];
    private IReadOnlyList<string>? answered;
    private HashSet<TestName>? red;

    public string Description => project.Description;

    public BedMemory? Memory
    {
        get => red is null ? null : new BedMemory(answered?.Select(f => new TestName(f)).ToArray(), [.. red], [.. hanging], []);
        set
        {
            if (value is null)
                return;

            answered = value.Suite?.Select(n => n.Value).ToArray();
            red = [.. value.Red];
            hanging.UnionWith(value.Hanging);
        }
    }

    public async Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        await AskForFilesAsync(cancellationToken);
        if (project.Framework == JavaScriptFramework.Command)
            return (await SessionAsync(CommandJob(), patch, Writing.Nothing, cancellationToken)).ToRun(clock.GetElapsedTime(started));

        var parts = await Task.WhenAll(Shares(selection).Select(s => SessionAsync(Job("run", s), patch, Writing.Nothing, cancellationToken)));
        var whole = Merged(parts);
        await ConfirmHangsAsync(whole, patch, cancellationToken);
        if (patch is null && selection is null)
        {
            red = [.. whole.Results.Where(r => r.IsRed).Select(r => r.Name)];
            hanging.UnionWith(whole.Results.Where(r => r.Outcome == TestOutcome.TimedOut).Select(r => r.Name));
        }

        return Checked(Only(whole.ToRun(clock.GetElapsedTime(started)), selection), selection);
    }

    public async Task<TestTrace> TraceAsync(IReadOnlyList<TestName>? selection, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (project.Framework == JavaScriptFramework.Command)
            return new TestTrace(await RunAsync(selection, null, cancellationToken), new Dictionary<TestName, IReadOnlyList<LineSet>>(), []);

        await AskForFilesAsync(cancellationToken);
        var job = Job("trace", null) with
        {
            TestSeconds = Math.Max(20, FirstPatience.TotalSeconds), Fuel = EndlessFuel,
            FuelFor = hanging.ToDictionary(n => n.Value, _ => HangingFuelWhenTraced), Observe = red?.Select(n => n.Value).ToArray(),
        };
        var parts = await Task.WhenAll(Shares(selection).Select(s => SessionAsync(job with { TestFiles = s }, null, Writing.Traces, cancellationToken)));
        var whole = Merged(parts);
        return new TestTrace(Only(whole.ToRun(clock.GetElapsedTime(started)), selection), whole.Coverage, [.. whole.Observations]);
    }

    public async Task<ITrials> OpenTrialsAsync(TrialBrief brief, CancellationToken cancellationToken)
    {
        var limits = TrialLimits.Of(brief);
        await AskForFilesAsync(cancellationToken);
        var job = Job("trials", null) with
        {
            Failing = [.. brief.Failing.Select(n => n.Value)], Guarding = [.. brief.Guarding.Select(n => n.Value)],
            Fuel = limits.Fuel, FuelFor = limits.FuelFor, Walls = limits.Walls,
        };
        var pristine = await workshop.Copies.PristineAsync(cancellationToken);
        var seats = new List<TrialSeat>();
        try
        {
            for (var i = 0; i < Math.Max(1, brief.Seats); i++)
            {
                var copy = await StageAsync(null, Writing.Meters, cancellationToken);
                seats.Add(new TrialSeat(workshop.Launcher, job, copy, pristine.Files.Root));
            }
        }
        catch
        {
            foreach (var seat in seats)
                await seat.DisposeAsync();

            throw;
        }

        return new PythonTrials(brief, seats, pristine.Files.Root, this, clock)
        {
            Dress = (path, text) => IsMetered(path) ? instrumenter.Metered(path, text, CancellationToken.None) : text,
        };
    }

    public IThinker OpenThinker(ProbeBrief brief) => project.Framework == JavaScriptFramework.Command
        ? NoThinker.Instance
        : new JavaScriptThinker(workshop, StageWatchedAsync, Job("think", null), brief);

    public ValueTask DisposeAsync()
    {
        workshop.Dispose();
        return ValueTask.CompletedTask;
    }

    private enum Writing
    {
        Nothing,
        Meters,
        Traces,
    }

    private IReadOnlyList<string> TestFiles => answered ?? project.TestFiles;

    private async Task AskForFilesAsync(CancellationToken cancellationToken)
    {
        if (!project.SaysWhichFiles || answered is not null)
            return;

        var answer = await SessionAsync(Job("list", []), null, Writing.Nothing, cancellationToken);
        // One that says nothing fails louder when it is to run them.
        answered = answer.Collected is { Count: > 0 } files ? [.. files.Select(f => f.Value)] : project.TestFiles;
    }

    // Tests are left as they are: what they read of themselves stays true, and their loops rarely hang.
    private bool IsMetered(RepoPath path) => SourceInstrumenter.Covers(path) && !TestFiles.Contains(path.Value);

    private Task<StagingArea> StageAsync(Patch? patch, Writing writing, CancellationToken cancellationToken) => StageAsync(patch, writing switch
    {
        Writing.Meters => (at, source) => instrumenter.Metered(Sources[at], source, cancellationToken),
        Writing.Traces => (at, source) => instrumenter.Traced(Sources[at], source, at, cancellationToken),
        _ => null,
    }, cancellationToken);

    private Task<StagingArea> StageWatchedAsync(Watches watches, CancellationToken cancellationToken) =>
        StageAsync(null, (at, source) => instrumenter.Watched(Sources[at], source, watches, cancellationToken), cancellationToken);

    private async Task<StagingArea> StageAsync(Patch? patch, Func<int, byte[], byte[]>? dress, CancellationToken cancellationToken)
    {
        var copy = await workshop.StageAsync(patch, cancellationToken);
        try
        {
            if (dress is not null)
                Instrument(copy, dress);

            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private List<RepoPath> Sources => field ??= [.. workshop.Copies.Files.Where(IsMetered).Order()];

    [System.Diagnostics.CodeAnalysis.SuppressMessage("ApiDesign", "RS0030", Justification = "A private copy of our own; no file of the workspace is touched.")]
    private void Instrument(StagingArea copy, Func<int, byte[], byte[]> dress)
    {
        for (var i = 0; i < Sources.Count; i++)
        {
            var place = Sources[i].Under(copy.Root);
            if (!File.Exists(place) || File.ResolveLinkTarget(place, false) is not null)
                continue;

            var source = File.ReadAllBytes(place);
            var dressed = dress(i, source);
            if (!ReferenceEquals(source, dressed))
                File.WriteAllBytes(place, dressed);
        }
    }

    private async Task<SessionEvents> SessionAsync(TestJob job, Patch? patch, Writing writing, CancellationToken cancellationToken)
    {
        using var copy = await StageAsync(patch, writing, cancellationToken);
        return await workshop.Launcher.RunAsync(job with { Root = copy.Root }, cancellationToken);
    }

    private TestJob CommandJob() => Job("command", null) with
    {
        Command = project.Arguments, Name = project.Description, TestSeconds = options.TestTimeout.TotalSeconds,
    };

    private TestJob Job(string kind, IReadOnlyList<string>? files) => new()
    {
        Kind = kind,
        Root = "",
        Framework = project.Framework.ToString().ToLowerInvariant(),
        Args = project.Arguments,
        NodeArgs = project.NodeArguments,
        TestFiles = files ?? TestFiles,
        Files = [.. Sources.Select(s => s.Value)],
        TestSeconds = Math.Min(FirstPatience.TotalSeconds, options.TestTimeout.TotalSeconds),
        CollectSeconds = Math.Min(LoadPatience.TotalSeconds, Math.Max(FirstPatience.TotalSeconds, options.TestTimeout.TotalSeconds)),
    };

    /// <summary>
    /// A first look gives up on a test soon. The files it gave up on run again with meters in the program: an endless loop ends by its
    /// count, and the tests behind it get their turn; what only waits is given its time.
    /// </summary>
    private async Task ConfirmHangsAsync(SessionEvents whole, Patch? patch, CancellationToken cancellationToken)
    {
        string[] late = [.. whole.Results.Where(r => r.Outcome == TestOutcome.TimedOut).Select(r => FileOf(r.Name)).Distinct()];
        if (late.Length == 0)
            return;

        var slowest = whole.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Duration.TotalSeconds).DefaultIfEmpty().Max();
        var patience = Math.Min(options.TestTimeout.TotalSeconds, Math.Max(LongPatience.TotalSeconds, 20 * slowest));
        var files = project.IsolatesFiles ? late : TestFiles;
        var job = Job("run", files) with
        {
            TestSeconds = patience, CollectSeconds = Math.Max(patience, LoadPatience.TotalSeconds), Fuel = (long)(EndlessFuel * Math.Max(1, 4 * slowest)),
        };
        var second = await SessionAsync(job, patch, Writing.Meters, cancellationToken);
        whole.Replace(late, second);
    }

    /// <summary>Splits the files over the cores, as far as the framework runs them apart.</summary>
    private IReadOnlyList<IReadOnlyList<string>> Shares(IReadOnlyList<TestName>? selection)
    {
        var wanted = selection?.Select(FileOf).ToHashSet();
        string[] files = [.. TestFiles.Where(f => wanted is null || wanted.Contains(f))];
        if (!project.IsolatesFiles || options.Cores < 2 || files.Length < 2)
            return [files];

        var shares = Math.Min(options.Cores, files.Length);
        return [.. Enumerable.Range(0, shares).Select(i => (IReadOnlyList<string>)[.. files.Where((_, at) => at % shares == i)])];
    }

    private static TestRun Only(TestRun run, IReadOnlyList<TestName>? selection)
    {
        if (selection is null)
            return run;

        var wanted = selection.ToHashSet();
        return run with { Results = [.. run.Results.Where(r => wanted.Contains(r.Name) || wanted.Contains(new TestName(FileOf(r.Name))))] };
    }

    private TestRun Checked(TestRun run, IReadOnlyList<TestName>? selection) =>
        run is { Problem: null, Results.Count: 0 } && selection is null
            ? run with { Problem = $"{project.Description} found no tests in {string.Join(", ", TestFiles.Take(5))}. Name the command that runs them: --test 'node --test DIRECTORY'" }
            : run;

    private static string FileOf(TestName name) => name.Value.Split("::")[0];

    private static SessionEvents Merged(SessionEvents[] parts) => parts is [var only] ? only : SessionEvents.Merge(parts);
}
