using System.Diagnostics.CodeAnalysis;
using Ouroboros.CSharpHost.Compiling;
using Ouroboros.CSharpHost.Running;

namespace Ouroboros.CSharpHost;

/// <summary>Runs tests once and tells their verdicts; for a trace also the lines each ran, and what names mean there.</summary>
internal sealed class Tracing(Job job, IReadOnlyList<BuildRecord> records, Channel channel)
{
    private readonly PlaceList? places = job.Kind == "trace" ? new PlaceList() : null;
    private Bench bench = new();
    private LoadedProgram? program;
    private Suite? suite;

    public void Run()
    {
        var code = new CodeBase(records, job.Root, places);
        Load(code);
        IReadOnlyList<TestCase> found = [];
        if (bench.Run(() => found = suite.Discover(), job.Walls[0]) is { IsWell: false } stint)
        {
            channel.Tell(new { e = "problem", text = stint.Trouble is { } trouble ? $"Looking for tests ended in trouble. {trouble}" : "Looking for tests did not come to an end." });
            return;
        }

        var wanted = job.Selection?.ToHashSet();
        var tests = found.Select(t => (Test: t, Name: t.NameIn(job.ClassFiles))).Where(t => wanted is null || wanted.Contains(t.Name)).DistinctBy(t => t.Name).ToList();
        channel.Tell(new { e = "collected", names = tests.Select(t => t.Name) });
        var lines = places is null ? null : new CoveredLines(code, places, job.Root);
        foreach (var (test, name) in tests)
        {
            if (!Run(test, name, lines))
                Load(code);
        }

        if (places is not null)
            Observe(code, lines!);

        bench.Run(suite!.TakeDown, job.TestSeconds);
    }

    [MemberNotNull(nameof(program), nameof(suite))]
    private void Load(CodeBase code)
    {
        program = new LoadedProgram(code.Images, new bool[places?.Count ?? 0]);
        suite = new Suite(program, code.Tests.Select(t => t.Record));
    }

    /// <summary>Whether the program may be used for the next test.</summary>
    private bool Run(TestCase test, string name, CoveredLines? lines)
    {
        Array.Clear(program!.Ran);
        TestEnd? end = null;
        var stint = bench.Run(() => end = suite!.Run(test, job.FuelFor.GetValueOrDefault(name, job.Fuel)), job.TestSeconds);
        if (end is null || !stint.IsWell)
        {
            // Whatever still runs in there ends at its next turn, or works on what nobody looks at any more.
            program.Refuel(0);
            bench = new Bench();
            channel.Tell(new { e = "result", n = name, o = stint.HasEnded ? "error" : "timedout", t = job.TestSeconds, f = 0L });
            return false;
        }

        if (end is { IsGreen: false, Thrown: { } thrown })
            channel.Tell(new { e = "result", n = name, o = end.Outcome, t = end.Seconds, f = end.Fuel, x = new { exception = thrown.GetType().Name, message = Short(thrown.Message), frames = Array.Empty<object>(), output = "" } });
        else
            channel.Tell(new { e = "result", n = name, o = end.Outcome, t = end.Seconds, f = end.Fuel });

        // What a test would run that cannot be run here is not known: it may be any line.
        if (end.IsUndecided)
            Array.Fill(program.Ran, true);

        if (lines is not null)
            channel.Tell(new { e = "cover", n = name, lines = lines.Of(program.Ran) });

        return true;
    }

    private void Observe(CodeBase code, CoveredLines lines)
    {
        foreach (var batch in Meanings.Of(code, lines.Files, job.Root).Chunk(200))
            channel.Tell(new { e = "seen", rows = batch });
    }

    private static string Short(string text) => text.Length <= 2_000 ? text : text[..2_000];
}
