using Ouroboros.CSharpHost.Compiling;
using Ouroboros.CSharpHost.Running;

namespace Ouroboros.CSharpHost;

/// <summary>Runs tests once and tells their verdicts; for a trace also the lines each ran, and what names mean there.</summary>
internal sealed class Tracing(Job job, Channel channel)
{
    private readonly PlaceList? places = job.Kind == "trace" ? new PlaceList() : null;
    private Bench bench = new();

    public void Run()
    {
        var code = new CodeBase(job.Builds, job.Root, places);
        var program = new LoadedProgram(code.Images, new bool[places?.Count ?? 0]);
        var suite = new Suite(program, [.. code.Tests.Select(t => t.Record.Name)]);
        IReadOnlyList<TestCase> found = [];
        if (!bench.Run(() => found = suite.Discover(), job.Walls[0]))
        {
            channel.Tell(new { e = "problem", text = "Looking for tests did not come to an end." });
            return;
        }

        var wanted = job.Selection?.ToHashSet();
        var tests = found.Select(t => (Test: t, Name: t.NameIn(job.ClassFiles))).Where(t => wanted is null || wanted.Contains(t.Name)).DistinctBy(t => t.Name).ToList();
        channel.Tell(new { e = "collected", names = tests.Select(t => t.Name) });
        var lines = places is null ? null : new CoveredLines(code, places, job.Root);
        foreach (var (test, name) in tests)
            Run(program, suite, test, name, lines);

        if (places is not null)
            Observe(code, lines!);

        bench.Run(suite.TakeDown, job.TestSeconds);
    }

    private void Run(LoadedProgram program, Suite suite, TestCase test, string name, CoveredLines? lines)
    {
        Array.Clear(program.Ran);
        TestEnd? end = null;
        if (!bench.Run(() => end = suite.Run(test, job.FuelFor.GetValueOrDefault(name, job.Fuel)), job.TestSeconds) || end is null)
        {
            bench = new Bench();
            channel.Tell(new { e = "result", n = name, o = "timedout", t = job.TestSeconds, f = 0L });
            return;
        }

        if (end is { IsGreen: false, Thrown: { } thrown })
            channel.Tell(new { e = "result", n = name, o = end.Outcome, t = end.Seconds, f = end.Fuel, x = new { exception = thrown.GetType().Name, message = Short(thrown.Message), frames = Array.Empty<object>(), output = "" } });
        else
            channel.Tell(new { e = "result", n = name, o = end.Outcome, t = end.Seconds, f = end.Fuel });

        if (lines is not null)
            channel.Tell(new { e = "cover", n = name, lines = lines.Of(program.Ran) });
    }

    private void Observe(CodeBase code, CoveredLines lines)
    {
        foreach (var batch in Meanings.Of(code, lines.Files, job.Root).Chunk(200))
            channel.Tell(new { e = "seen", rows = batch });
    }

    private static string Short(string text) => text.Length <= 2_000 ? text : text[..2_000];
}
