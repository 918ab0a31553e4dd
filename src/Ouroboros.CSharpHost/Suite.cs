using System.Diagnostics;
using System.Reflection;
using Ouroboros.CSharpHost.Running;
using Ouroboros.CSharpHost.Running.Frameworks;

namespace Ouroboros.CSharpHost;

/// <summary>How a test ended. Outcomes are those of the engine.</summary>
internal sealed record TestEnd(string Outcome, double Seconds, long Fuel, Exception? Thrown)
{
    public bool IsGreen => Outcome is "passed";
}

/// <summary>The tests of one loaded program.</summary>
internal sealed class Suite(LoadedProgram program, IReadOnlyList<string> assemblies)
{
    private static readonly IFlavour[] Flavours = [new Xunit(), new Nunit(), new Mstest()];

    private readonly Dictionary<(string Type, int Method), IReadOnlyList<TestRow>> rows = [];
    private readonly Fixtures fixtures = new();

    /// <summary>Every test that can run here, in the order of its assembly.</summary>
    public IReadOnlyList<TestCase> Discover()
    {
        var found = new List<TestCase>();
        foreach (var name in assemblies)
        {
            var assembly = program.Open(name);
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
                found.AddRange(all.Select((r, i) => new TestCase(assembly, type.FullName!, method.MetadataToken, i, r.Display, flavour)));
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
            var method = type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).First(m => m.MetadataToken == test.Method);
            var row = RowsOf(type, method, test.Flavour)[test.Row];
            if (row.Skip is not null)
                outcome = "skipped";
            else
                test.Flavour.Run(type, method, row, fixtures);
        }
        catch (Exception e)
        {
            thrown = e is TargetInvocationException { InnerException: { } inner } ? inner : e;
            outcome = test.Flavour.IsSkip(thrown) ? "skipped" : test.Flavour.IsPass(thrown) ? "passed" : "failed";
        }

        // A program that swallows what the meter throws is out of fuel all the same.
        if (program.IsSpent)
            outcome = "timedout";

        return new TestEnd(outcome, Stopwatch.GetElapsedTime(started).TotalSeconds, fuel - program.Left, thrown);
    }

    public void TakeDown() => fixtures.TakeDown();

    private IReadOnlyList<TestRow> RowsOf(Type type, MethodInfo method, IFlavour flavour)
    {
        if (rows.TryGetValue((type.FullName!, method.MetadataToken), out var known))
            return known;

        return rows[(type.FullName!, method.MetadataToken)] = flavour.Rows(type, method);
    }
}
