using System.Text;
using Ouroboros.Adapters.Files;
using Ouroboros.Adapters.Processes;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.CSharp;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>One C# project with a fault, built once for all tests of a class: a build takes seconds.</summary>
public class SharpBench : IAsyncLifetime
{
    public static string Project(string items, string frameworks = "<TargetFramework>net10.0</TargetFramework>") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>{frameworks}<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
          {items}
        </Project>
        """;

    public const string References = """
        <ItemGroup>
            <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.12.0" />
            <PackageReference Include="xunit" Version="2.9.3" />
            <PackageReference Include="xunit.runner.visualstudio" Version="2.8.2" />
            <ProjectReference Include="../../src/Tally/Tally.csproj" />
          </ItemGroup>
        """;

    private const string Counter = """
        namespace Tally;

        public static class Counter
        {
            public const int Step = 1;

            public static int SumTo(int last)
            {
                var sum = 0;
                for (var i = 1; i < last; i += Step)
                    sum += i;

                return sum;
            }

            public static int Depth(int levels) => levels <= 0 ? 0 : 1 + Depth(levels - 1);
        }
        """;

    private const string Tests = """
        using Xunit;

        namespace Tally.Tests;

        public sealed class Ground
        {
            public int Floor => 0;
        }

        public class CounterTests(Ground ground) : IClassFixture<Ground>
        {
            public static TheoryData<int, int> Sums => new() { { 1, 1 }, { 4, 10 } };

            [Theory]
            [MemberData(nameof(Sums))]
            public void Sums_up(int last, int sum) => Assert.Equal(sum, Counter.SumTo(last));

            [Theory]
            [InlineData(0, "none")]
            [InlineData(-3, null)]
            public void Below_one_is_nothing(int last, string? why) => Assert.True(Counter.SumTo(last) == ground.Floor, why);

            [Fact]
            public async Task Goes_deep()
            {
                await Task.Yield();
                Assert.Equal(5, Counter.Depth(5));
            }

            [Fact]
            public void Steps_by_one() => Assert.Equal(1, Counter.Step);

            [Fact(Skip = "later")]
            public void Waits() => Assert.Fail("must not run");
        }

        public sealed class Ear(Xunit.Abstractions.IMessageSink sink)
        {
            public bool Hears => sink is not null;
        }

        public class EarTests(Ear ear) : IClassFixture<Ear>
        {
            [Fact]
            public void Hears() => Assert.True(ear.Hears && Counter.SumTo(0) == 0);
        }
        """;

    private SampleWorkspace? workspace;
    private ITestBed? bed;

    public static CSharpKind Kind { get; } = Within(SandboxMode.Auto);

    public static CSharpKind Within(SandboxMode sandbox) => new(
        new TreeSitterParser(), new ProcessRunner(sandbox, TimeProvider.System), new KernelRoots(NoFailPoints.Instance), TimeProvider.System);

    /// <summary>What the test project refers to.</summary>
    protected virtual string Named => References;

    /// <summary>Its one file of tests.</summary>
    protected virtual string Written => Tests;

    /// <summary>Files besides.</summary>
    protected virtual IReadOnlyList<(string Path, string Text)> More => [];

    protected virtual TestOptions Options => new() { Cores = 2 };

    internal SampleWorkspace Workspace => workspace!;

    internal TestRun Baseline { get; private set; } = null!;

    internal TestTrace Trace { get; private set; } = null!;

    internal ITrials Trials { get; private set; } = null!;

    internal ITestBed Bed => bed!;

    internal FoundProject Found { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        workspace = new SampleWorkspace(
            ("src/Tally/Tally.csproj", Project("")), ("src/Tally/Counter.cs", Counter),
            ("tests/Tally.Tests/Tally.Tests.csproj", Project(Named)), ("tests/Tally.Tests/CounterTests.cs", Written));
        foreach (var (path, text) in More)
            workspace.Write(path, text);

        var detected = await Kind.DetectAsync(workspace.Snapshot, Options, CancellationToken.None);
        detected.Problem.ShouldBeNull();
        Found = detected.Project!;
        bed = Found.Open();
        Baseline = await bed.RunAsync(null, null, CancellationToken.None);
        Trace = await bed.TraceAsync(null, CancellationToken.None);
        Trials = await OpenAsync();
    }

    /// <summary>Trials that know nothing yet.</summary>
    internal Task<ITrials> OpenAsync() => Bed.OpenTrialsAsync(
        new TrialBrief(
            Workspace.Snapshot, [.. Baseline.Red.Select(r => r.Name)],
            [.. Baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)], Trace, 1),
        CancellationToken.None);

    internal Task<Screening> TryAsync(string old, string with) => Trials.ScreenAsync(
        new Candidate(workspace!.Replace("src/Tally/Counter.cs", old, with), new Origin("test", "x", "x", RepoPath.Parse("src/Tally/Counter.cs"), 1), 1), CancellationToken.None);

    /// <summary>Thinks by what the failing and the passing tests show.</summary>
    internal IThinker Thinker => Bed.OpenThinker(new ProbeBrief(
        [.. Baseline.Red.Select(r => r.Name)], [.. Baseline.Results.Where(r => r.Outcome == TestOutcome.Passed).Select(r => r.Name)], Trace, 1, 1));

    /// <summary>An expression of a file, named by its text, which must stand there once.</summary>
    internal static Hole HoleAt(string path, string source, string text, HoleKind kind)
    {
        source.IndexOf(text, StringComparison.Ordinal).ShouldBe(source.LastIndexOf(text, StringComparison.Ordinal), text);
        var before = source[..source.IndexOf(text, StringComparison.Ordinal)];
        var (line, column) = (before.Count(c => c == '\n') + 1, Encoding.UTF8.GetByteCount(before[(before.LastIndexOf('\n') + 1)..]));
        return new Hole(RepoPath.Parse(path), (line, column), (line, column + Encoding.UTF8.GetByteCount(text)), kind, [], ["100m"], []);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Trials is not null)
            await Trials.DisposeAsync();

        if (bed is not null)
            await bed.DisposeAsync();

        workspace?.Dispose();
    }
}
