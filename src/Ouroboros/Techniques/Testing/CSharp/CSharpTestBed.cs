using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>
/// Runs a C# project's own tests in private copies of its workspace. What is final is spoken by the test command itself; the host
/// runs the same tests in process, metered, to trace and to try candidates, as far as both agree on the program as it stands.
/// </summary>
internal sealed class CSharpTestBed(CSharpProject project, Workshop workshop, TestOptions options, TimeProvider clock) : ITestBed
{
    // A test that burns this much without an end is taken for endless, however fast the machine.
    private const long EndlessFuel = 50_000_000;

    // Compiling several at once costs as much as compiling one.
    private const int Together = 32;

    private static readonly TimeSpan HostPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SuitePatience = TimeSpan.FromMinutes(20);

    // Of the time that the suite took as it stands; a candidate without an end must not hold up the search for long.
    private const int MostTimes = 10;

    private readonly HashSet<TestName> agreed = [];

    // Each compiles the whole program to start with, and serves one search after the other.
    private readonly List<TrialSeat> seats = [];
    private TimeSpan? took;
    private SessionEvents? traced;

    public string Description => project.Description;

    public async Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (patch is not null)
        {
            using var edited = await workshop.BuildAsync(patch, cancellationToken);
            return Only(await CommandAsync(edited, started, cancellationToken), selection);
        }

        var built = await workshop.BuiltAsync(cancellationToken);
        if (built.Problem is { } problem)
            return new TestRun([], clock.GetElapsedTime(started), problem);

        return selection is not null && selection.All(agreed.Contains)
            ? Only((await workshop.HostAsync(Job("run") with { Selection = [.. selection.Select(n => n.Value)] }, cancellationToken)).ToRun(clock.GetElapsedTime(started)), selection)
            : await BaselineAsync(built, selection, started, cancellationToken);
    }

    public async Task<TestTrace> TraceAsync(IReadOnlyList<TestName>? selection, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var events = await TracedAsync(cancellationToken);
        return new TestTrace(Only(events.ToRun(clock.GetElapsedTime(started)), selection), events.Coverage, [.. events.Observations]);
    }

    public async Task<ITrials> OpenTrialsAsync(TrialBrief brief, CancellationToken cancellationToken)
    {
        var built = await workshop.BuiltAsync(cancellationToken);
        var limits = TrialLimits.Of(brief);
        var job = workshop.Equipped(Job("trials"), cancellationToken) with
        {
            Failing = [.. brief.Failing.Select(n => n.Value)], Guarding = [.. brief.Guarding.Select(n => n.Value)],
            Fuel = limits.Fuel, FuelFor = limits.FuelFor, Walls = limits.Walls, Builds = built.Builds, Built = built.Root,
        };
        var pristine = await workshop.Copies.PristineAsync(cancellationToken);

        // Tests write beside themselves: what one seat's leave behind is nothing to the others.
        while (seats.Count < Math.Max(1, brief.Seats))
            seats.Add(new TrialSeat(workshop.Launcher, job, await workshop.Copies.StageLikeAsync(built.Area, cancellationToken), pristine.Files.Root));

        TrialSeat[] taken = [.. seats.Take(Math.Max(1, brief.Seats))];
        foreach (var seat in taken)
            seat.Turn(job);

        return new PythonTrials(brief, taken, pristine.Files.Root, this, clock, Together) { IsLent = true };
    }

    public IThinker OpenThinker(ProbeBrief brief) => new CSharpThinker(workshop, Job("think"), brief);

    public async ValueTask DisposeAsync()
    {
        foreach (var seat in seats)
            await seat.DisposeAsync();

        workshop.Dispose();
    }

    /// <summary>The suite as it stands: by the command, unless a test hangs, which the command would wait for in vain.</summary>
    private async Task<TestRun> BaselineAsync(BuiltCopy built, IReadOnlyList<TestName>? selection, long started, CancellationToken cancellationToken)
    {
        var hosted = (await TracedAsync(cancellationToken)).ToRun(TimeSpan.Zero);
        if (hosted.Results.Any(r => r.Outcome == TestOutcome.TimedOut))
        {
            agreed.UnionWith(hosted.Results.Select(r => r.Name));
            return Only(hosted with { Duration = clock.GetElapsedTime(started) }, selection);
        }

        var begun = clock.GetTimestamp();
        var run = await CommandAsync(built, started, cancellationToken);
        took = clock.GetElapsedTime(begun);
        var inProcess = hosted.Results.DistinctBy(r => r.Name).ToDictionary(r => r.Name, r => r.Outcome);
        agreed.UnionWith(run.Results.Where(r => inProcess.GetValueOrDefault(r.Name, TestOutcome.Error) == r.Outcome).Select(r => r.Name));
        return Only(run, selection);
    }

    private async Task<SessionEvents> TracedAsync(CancellationToken cancellationToken) =>
        traced ??= await workshop.HostAsync(Job("trace"), cancellationToken);

    /// <summary>Each project's tests by the command a person would give.</summary>
    private async Task<TestRun> CommandAsync(BuiltCopy built, long started, CancellationToken cancellationToken)
    {
        if (built.Problem is { } problem)
            return new TestRun([], clock.GetElapsedTime(started), problem);

        var results = new List<TestResult>();
        var problems = new List<string>();
        foreach (var test in project.Tests)
        {
            var suite = new SuiteCommand(project, test, built);
            suite.Forget(workshop.Launcher.Scratch);
            var outcome = await workshop.Launcher.DotnetAsync(suite.Arguments(workshop.Launcher.Scratch), built.Root, Patience, cancellationToken);
            var told = TrxReport.Read(suite.Report(workshop.Launcher.Scratch), built.Root, suite.Assembly, workshop.Classes(cancellationToken), test.RunsItself);
            results.AddRange(told);

            // It ends with 1 where tests fail; without a report, or with another end, something else went wrong.
            if (told.Count == 0 || (!outcome.Succeeded && !told.Any(r => r.IsRed)))
                problems.Add(suite.Explained(outcome, workshop.Launcher));
        }

        return new TestRun([.. results.DistinctBy(r => r.Name)], clock.GetElapsedTime(started), problems.Count == 0 ? null : string.Join(' ', problems));
    }

    private TimeSpan OfOne => options.TestTimeout < HostPatience ? options.TestTimeout : HostPatience;

    private TimeSpan Patience => took is { } usual && OfOne + (MostTimes * usual) is var enough && enough < SuitePatience ? enough : SuitePatience;

    private TestJob Job(string kind) => new()
    {
        Kind = kind,
        Root = "",
        Framework = "dotnet",
        Fuel = EndlessFuel,
        TestSeconds = OfOne.TotalSeconds,
    };

    private static TestRun Only(TestRun run, IReadOnlyList<TestName>? selection)
    {
        if (selection is null)
            return run;

        var wanted = selection.ToHashSet();
        return run with { Results = [.. run.Results.Where(r => wanted.Contains(r.Name))] };
    }
}
