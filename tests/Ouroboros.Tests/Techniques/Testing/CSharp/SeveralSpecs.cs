using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>Two test projects of one name, one of them for two frameworks.</summary>
public sealed class SeveralBench : SharpBench
{
    private const string Frameworks = """
        <TargetFrameworks>net10.0-windows;net10.0</TargetFrameworks><EnableWindowsTargeting>true</EnableWindowsTargeting>
            <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
        """;

    protected override string Written => Test("CounterTests", "Tally.Tests.deps.json", 4, 10);

    protected override IReadOnlyList<(string Path, string Text)> More =>
    [
        ("more/Tally.Tests/Tally.Tests.csproj", Project(References + "<PropertyGroup><AssemblyName>More.Tests</AssemblyName></PropertyGroup>", Frameworks)),
        ("more/Tally.Tests/MoreTests.cs", Test("MoreTests", "More.Tests.deps.json", 3, 6)),
    ];

    private static string Test(string name, string file, int last, int sum) => $$"""
        using Xunit;

        namespace Tally.Tests;

        public class {{name}}
        {
            [Fact]
            public void Sums_up() => Assert.Equal({{sum}}, Counter.SumTo({{last}}));

            [Fact]
            public void Stands_where_its_program_lies() => Assert.True(File.Exists("{{file}}"));

            [Fact]
            public void Finds_what_lies_beside_its_program() => Assert.True(File.Exists(Path.Join(AppContext.BaseDirectory, "{{file}}")));
        }
        """;
}

public sealed class SeveralSpecs(SeveralBench bench) : IClassFixture<SeveralBench>
{
    [Fact]
    public void Each_project_tells_its_own_results()
    {
        bench.Baseline.Problem.ShouldBeNull();
        bench.Baseline.Results.Count.ShouldBe(6);
        bench.Baseline.Red.Select(r => r.Name.Value.Split('.')[^2]).ShouldBe(["CounterTests", "MoreTests"], ignoreOrder: true);
    }

    [Fact]
    public void Each_test_runs_in_process_where_its_own_program_lies() =>
        bench.Trace.Run.Results.ToDictionary(r => r.Name, r => r.Outcome).ShouldBe(bench.Baseline.Results.ToDictionary(r => r.Name, r => r.Outcome), ignoreOrder: true);

    [Fact]
    public async Task Candidates_are_judged_in_process_by_the_tests_of_both()
    {
        var screening = await bench.TryAsync("i < last", "i <= last");

        screening.Outcome.ShouldBe(ScreeningOutcome.Plausible);
        screening.Turned.Count.ShouldBe(2);
        screening.Fuel.ShouldBeGreaterThan(0, "the test command counts none");
    }
}
