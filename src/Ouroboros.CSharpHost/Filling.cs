using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Ouroboros.CSharpHost.Compiling;
using Ouroboros.CSharpHost.Running;
using Ouroboros.CSharpHost.Thinking;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost;

/// <summary>Runs tests with every hole watched, then tells what might stand there. What hinders it leaves holes empty.</summary>
internal sealed class Filling(Job job, IReadOnlyList<BuildRecord> records, Channel channel)
{
    // Of its time, so much is for looking.
    private const double Looking = 0.6;

    private readonly long started = Stopwatch.GetTimestamp();
    private readonly List<string> unlike = [];
    private Bench bench = new();

    public void Run()
    {
        var holes = job.Holes;
        var filled = holes.Select(_ => (IReadOnlyList<Told>)[]).ToArray();
        try
        {
            Fill(holes, filled);
        }
        catch (Exception)
        {
            // Nobody waits for a reason: a search goes on without thoughts.
        }

        channel.Tell(new
        {
            unlike,
            holes = filled.Select(h => h.Select(t => new { agreement = t.Agreement, granted = t.IsGranted, alike = t.Alike.Select(a => new { text = a.Text, cost = a.Cost, is_tight = a.IsTight }) })),
        });
    }

    private void Fill(IReadOnlyList<Hole> holes, IReadOnlyList<Told>[] filled)
    {
        var code = new CodeBase(records, job.Root, null);
        var watched = new WatchedCode(code, holes, job.Root);
        var recorder = new Recorder([.. holes.Select((_, i) => watched.Sites.FirstOrDefault(s => s.Number == i)?.Parts.Count ?? 0)]);
        RunTests(code, watched.Images, recorder);
        foreach (var site in watched.Sites)
        {
            var (moments, failing) = recorder.Of(site.Number);
            if (failing == 0 || Stopwatch.GetElapsedTime(started).TotalSeconds > job.Walls[0])
                continue;

            try
            {
                filled[site.Number] = new Thinker(site, moments, failing).Told();
            }
            catch (Exception)
            {
                // One that cannot be thought about takes no other with it.
            }
        }
    }

    private void RunTests(CodeBase code, Dictionary<string, byte[]> images, Recorder recorder)
    {
        var suite = Load(code, images, recorder, out var program);
        var cases = new Dictionary<string, TestCase>();
        var first = bench.Run(() => suite.Discover().ToList().ForEach(t => cases.TryAdd(t.NameIn(job.ClassFiles), t)), job.Walls[0] * Looking);
        if (!first.IsWell)
            return;

        var failing = job.Failing.ToHashSet();
        foreach (var name in (job.Selection ?? []).Where(cases.ContainsKey))
        {
            if (Stopwatch.GetElapsedTime(started).TotalSeconds > job.Walls[0] * Looking)
                return;

            TestEnd? end = null;
            recorder.Start(failing.Contains(name));
            var stint = bench.Run(() => end = suite.Run(cases[name], job.Fuel), job.TestSeconds);
            var isAsKnown = end is null ? failing.Contains(name) : failing.Contains(name) ? end.IsRed : end.IsGreen;
            recorder.Finish(isAsKnown);
            if (!isAsKnown)
                unlike.Add(name);

            if (stint.IsWell)
                continue;

            program.Refuel(0);
            bench = new Bench();
            suite = Load(code, images, recorder, out program);
        }
    }

    private static Suite Load(CodeBase code, Dictionary<string, byte[]> images, Recorder recorder, out LoadedProgram program)
    {
        program = new LoadedProgram(images, []) { Opened = a => Watch.Connect(a, recorder) };
        return new Suite(program, code.Tests.Select(t => t.Record));
    }
}
