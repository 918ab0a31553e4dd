using System.Diagnostics;
using System.Reflection;
using Ouroboros.CSharpHost.Compiling;
using Ouroboros.CSharpHost.Running;
using Ouroboros.CSharpHost.Running.Frameworks;

namespace Ouroboros.CSharpHost;

/// <summary>How a test ended. Outcomes are those of the engine; <c>error</c> is one that the host could not come to.</summary>
internal sealed record TestEnd(string Outcome, double Seconds, long Fuel, Exception? Thrown)
{
    public bool IsGreen => Outcome is "passed";

    public bool IsRed => Outcome is "failed" or "timedout";

    public bool IsUndecided => Outcome is "error";
}

/// <summary>The tests of one loaded program.</summary>
internal sealed class Suite(LoadedProgram program, IEnumerable<BuildRecord> projects)
{
    private static readonly IFlavour[] Flavours = [new Xunit(), new Nunit(), new Mstest()];

    private readonly Dictionary<(string Type, int Method), IReadOnlyList<TestRow>> rows = [];
    private readonly Fixtures fixtures = new();

    // By name of the assembly, where it lies.
    private readonly Dictionary<string, string> folders = projects.ToDictionary(p => p.Name, p => Path.GetDirectoryName(p.Target)! + "/");

    /// <summary>Every test that can run here, in the order of its assembly.</summary>
    public IReadOnlyList<TestCase> Discover()
    {
        var found = new List<TestCase>();
        foreach (var name in folders.Keys)
        {
            var assembly = program.Open(name);
            Enter(name);
            foreach (var flavour in Flavours.Where(f => f.Serves(assembly)))
            {
                foreach (var type in assembly.GetTypes().Where(t => t is { IsAbstract: false, ContainsGenericParameters: false } || (t.IsAbstract && t.IsSealed)))
                    Discover(name, type, flavour, found);
            }
        }

        return found;
    }

    private static void Discover(string assembly, Type type, IFlavour flavour, List<TestCase> found)
    {
        foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        {
            try
            {
                var all = flavour.Rows(type, method);
                found.AddRange(all.Select((r, i) => new TestCase(assembly, type.FullName!, method.MetadataToken, i, r.Display, flavour)).ToList());
            }
            catch (Exception)
            {
                // Its data cannot be had in this way; the framework itself may know better.
            }
        }
    }

    /// <summary>Runs a test on the calling thread.</summary>
    public TestEnd Run(TestCase test, long fuel)
    {
        program.Refuel(fuel);
        var started = Stopwatch.GetTimestamp();
        Exception? thrown = null;
        var outcome = "passed";
        try
        {
            var type = program.Open(test.Assembly).GetType(test.Type, throwOnError: true)!;
            var method = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).FirstOrDefault(m => m.MetadataToken == test.Method)
                ?? throw new InabilityException($"{test.Display} is not where it was.");
            Enter(test.Assembly);
            outcome = Run(type, method, test);
        }
        catch (Exception e)
        {
            thrown = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            outcome = test.Flavour.IsSkip(thrown) ? "skipped" : test.Flavour.IsPass(thrown) ? "passed" : InabilityException.IsMeant(thrown) ? "error" : "failed";
        }

        // A program that swallows what the meter throws is out of fuel all the same.
        if (program.IsSpent)
            outcome = "timedout";

        return new TestEnd(outcome, Stopwatch.GetElapsedTime(started).TotalSeconds, fuel - program.Left, thrown);
    }

    public void TakeDown() => fixtures.TakeDown();

    private string Run(Type type, MethodInfo method, TestCase test)
    {
        var all = RowsOf(type, method, test.Flavour);

        // Data that the edited program no longer gives is a test that is gone.
        if (test.Row >= all.Count)
            return "failed";

        if (all[test.Row].Skip is not null)
            return "skipped";

        // What a test leaves with the flow of its thread is not for the next one.
        ExecutionContext.Run(ExecutionContext.Capture()!, _ => test.Flavour.Run(type, method, all[test.Row], fixtures), null);
        return "passed";
    }

    /// <summary>Tests find the files beside them as they do under their own runner.</summary>
    private void Enter(string assembly)
    {
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", folders[assembly]);
        Environment.CurrentDirectory = folders[assembly];
    }

    private IReadOnlyList<TestRow> RowsOf(Type type, MethodInfo method, IFlavour flavour)
    {
        if (rows.TryGetValue((type.FullName!, method.MetadataToken), out var known))
            return known;

        return rows[(type.FullName!, method.MetadataToken)] = flavour.Rows(type, method);
    }
}
