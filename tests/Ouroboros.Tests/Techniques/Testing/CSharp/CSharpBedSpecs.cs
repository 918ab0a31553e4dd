using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

public sealed class CSharpBedSpecs(SharpBench bench) : IClassFixture<SharpBench>
{
    private const string Prefix = "tests/Tally.Tests/CounterTests.cs::Tally.Tests.CounterTests.";

    // Its fixture wants what only xunit itself can give.
    private const string Foreign = "tests/Tally.Tests/CounterTests.cs::Tally.Tests.EarTests.Hears";

    [Fact]
    public async Task Without_bubblewrap_the_same_is_told()
    {
        var found = await SharpBench.Within(SandboxMode.Plain).DetectAsync(bench.Workspace.Snapshot, new TestOptions { Cores = 2 }, CancellationToken.None);
        await using var bed = found.Project!.Open();

        var run = await bed.RunAsync(null, null, CancellationToken.None);

        run.Problem.ShouldBeNull();
        run.Results.Select(r => (r.Name, r.Outcome)).ShouldBe(bench.Baseline.Results.Select(r => (r.Name, r.Outcome)), ignoreOrder: true);
    }

    [Fact]
    public void Each_test_has_its_verdict_by_name()
    {
        bench.Baseline.Problem.ShouldBeNull();
        bench.Baseline.Results.ToDictionary(r => r.Name.Value, r => r.Outcome).ShouldBe(
            new Dictionary<string, TestOutcome>
            {
                [Prefix + "Sums_up(last: 1, sum: 1)"] = TestOutcome.Failed,
                [Prefix + "Sums_up(last: 4, sum: 10)"] = TestOutcome.Failed,
                [Prefix + "Below_one_is_nothing(last: 0, why: \"none\")"] = TestOutcome.Passed,
                [Prefix + "Below_one_is_nothing(last: -3, why: null)"] = TestOutcome.Passed,
                [Prefix + "Goes_deep"] = TestOutcome.Passed,
                [Prefix + "Steps_by_one"] = TestOutcome.Passed,
                [Prefix + "Waits"] = TestOutcome.Skipped,
                [Foreign] = TestOutcome.Passed,
            },
            ignoreOrder: true);
    }

    [Fact]
    public void A_failure_tells_where_it_arose() =>
        bench.Baseline.Red.First().Failure!.Frames.ShouldContain(f => f.Path == "tests/Tally.Tests/CounterTests.cs" && f.Line == 16);

    [Fact]
    public void The_host_agrees_with_the_test_command_and_counts_what_each_burns()
    {
        var hosted = bench.Trace.Run.Results.ToDictionary(r => r.Name, r => r.Outcome);

        hosted.Remove(new TestName(Foreign));
        hosted.ShouldBe(bench.Baseline.Results.Where(r => r.Name.Value != Foreign).ToDictionary(r => r.Name, r => r.Outcome), ignoreOrder: true);
        bench.Trace.Run.Results.First(r => r.Name.Value.EndsWith("sum: 10)", StringComparison.Ordinal)).Fuel.ShouldBe(5, "the test itself, the method and its three turns");
    }

    [Fact]
    public void What_the_host_cannot_do_is_no_failure()
    {
        var hosted = bench.Trace.Run.Results.Single(r => r.Name.Value == Foreign);

        (hosted.Outcome, hosted.Failure!.Exception).ShouldBe((TestOutcome.Error, "InabilityException"));
        bench.Trace.Coverage[hosted.Name].Single(l => l.Path.Value == "src/Tally/Counter.cs").Lines.ShouldContain(10, "which lines it runs is not known");
    }

    [Fact]
    public void Each_test_has_its_lines()
    {
        var lines = bench.Trace.Coverage[new TestName(Prefix + "Sums_up(last: 4, sum: 10)")].Single(l => l.Path.Value == "src/Tally/Counter.cs").Lines;

        lines.ShouldBe([5, 7, 9, 10, 11, 13, 16], "the constant and the parameters belong to whoever uses the type");
    }

    [Fact]
    public void Names_have_the_types_the_compiler_gives_them() =>
        bench.Trace.Observations.ShouldContain(o => o.Function == "SumTo" && o.Name == "sum" && o.Type == "int");

    [Fact]
    public async Task A_right_candidate_is_plausible()
    {
        var screening = await bench.TryAsync("i < last", "i <= last");

        screening.Outcome.ShouldBe(ScreeningOutcome.Plausible);
        screening.Turned.Count.ShouldBe(2);
    }

    [Fact]
    public async Task One_that_mends_only_a_part_says_which()
    {
        var screening = await bench.TryAsync("return sum;", "return last == 1 ? 1 : sum;");

        screening.Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        screening.Turned.ShouldBe([new TestName(Prefix + "Sums_up(last: 1, sum: 1)")]);
    }

    [Theory]
    [InlineData("sum += i;", "sum -= i;", ScreeningOutcome.StillFailing)]
    [InlineData("return sum;", "return \"sum\";", ScreeningOutcome.Broken)]
    [InlineData("return sum;", "return sum", ScreeningOutcome.Broken)]
    [InlineData("i < last; i += Step", "i <= last; i += 0", ScreeningOutcome.OutOfFuel)]
    [InlineData("for (var i = 1; i < last; i += Step)\n            sum += i;\n\n        return sum;", "for (var i = 1; i <= last; i += Step)\n            sum += i;\n\n        return last < 0 ? 1 : sum;", ScreeningOutcome.BreaksPassing)]
    public async Task A_wrong_candidate_is_told_apart(string old, string with, ScreeningOutcome outcome) =>
        (await bench.TryAsync(old, with)).Outcome.ShouldBe(outcome);

    [Fact]
    public async Task Endless_recursion_ends_as_a_red_test_and_the_next_candidate_is_none_the_wiser()
    {
        (await bench.TryAsync("levels <= 0 ? 0 : 1 + Depth(levels - 1)", "1 + Depth(levels)")).Outcome.ShouldNotBe(ScreeningOutcome.Plausible);

        (await bench.TryAsync("i < last;", "last >= i;")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    /// <summary>The tests were compiled with the old value in them.</summary>
    [Fact]
    public async Task A_constant_reaches_whoever_copied_it()
    {
        var text = File.ReadAllText(Path.Join(bench.Workspace.Root, "src/Tally/Counter.cs"));
        var old = text[text.IndexOf("Step = 1", StringComparison.Ordinal)..text.IndexOf("sum += i", StringComparison.Ordinal)];

        var screening = await bench.TryAsync(old, old.Replace("Step = 1", "Step = 2", StringComparison.Ordinal).Replace("i < last; i += Step", "i <= last; i++", StringComparison.Ordinal));

        screening.Outcome.ShouldBe(ScreeningOutcome.BreaksPassing);
        screening.DecidedBy!.Value.Value.ShouldEndWith("Steps_by_one");
    }

    /// <summary>Nothing is left at the place of the edit that could tell.</summary>
    [Theory]
    [InlineData("\n\n    public static int Depth(int levels) => levels <= 0 ? 0 : 1 + Depth(levels - 1);")]
    [InlineData("const int ")]
    public async Task What_is_taken_away_reaches_whoever_used_it(string text) =>
        (await bench.TryAsync(text, "")).Outcome.ShouldBe(ScreeningOutcome.Broken);

    [Theory]
    [InlineData("return sum;", "return sum + 1;", GateStatus.Passed, "compiles")]
    [InlineData("public static int Depth", "internal static int Depth", GateStatus.Failed, "tests/Tally.Tests/CounterTests.cs:27: CS0117")]
    [InlineData("return sum;", "return total;", GateStatus.Failed, "src/Tally/Counter.cs:13: CS0103")]
    public async Task The_compiler_judges_what_a_patch_means(string old, string with, GateStatus status, string word)
    {
        var patch = bench.Workspace.Replace("src/Tally/Counter.cs", old, with);
        var change = (ChangeFile)patch.Files[0];
        var before = File.ReadAllBytes(Path.Join(bench.Workspace.Root, change.Path.Value));

        var finding = await bench.Found.Semantics!.CheckAsync(bench.Workspace.Snapshot, [new FileChange(change.Path, change.Path, before, change.ApplyTo(before))], CancellationToken.None);

        finding.Status.ShouldBe(status, finding.Detail);
        finding.Detail.ShouldContain(word);
    }

    [Theory]
    [InlineData("src/Tally/Half.cs", "namespace Tally; public static class Half { public static int Of(int n) => n / Two; }", GateStatus.Failed, "src/Tally/Half.cs:1: CS0103")]
    [InlineData("src/Tally/Half.cs", "namespace Tally; public static class Half { public static int Of(int n) => n / Counter.Step; }", GateStatus.Passed, "compiles")]
    [InlineData("tools/Half.cs", "namespace Tally; public static class Half { public static int Of(int n) => n / Two; }", GateStatus.Skipped, "tools/Half.cs is compiled into no project")]
    public async Task A_file_that_a_patch_adds_is_judged_with_the_project_it_lies_in(string path, string text, GateStatus status, string word)
    {
        var change = new FileChange(null, RepoPath.Parse(path), null, System.Text.Encoding.UTF8.GetBytes(text));

        var finding = await bench.Found.Semantics!.CheckAsync(bench.Workspace.Snapshot, [change], CancellationToken.None);

        finding.Status.ShouldBe(status, finding.Detail);
        finding.Detail.ShouldContain(word);
    }
}
