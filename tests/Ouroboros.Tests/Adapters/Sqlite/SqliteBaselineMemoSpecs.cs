using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Baselines;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Adapters.Sqlite;

public sealed class SqliteBaselineMemoSpecs : IDisposable
{
    private readonly StoreFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Fact]
    public async Task A_measured_suite_comes_back_as_it_was_until_it_is_forgotten()
    {
        var measure = Measure("tests/test_a.py::test_x[\u00e9 \ud83d\udc0d]");

        await fixture.Store.Baselines.KeepAsync("key", measure, default);
        fixture.Reopen();
        var back = await fixture.Store.Baselines.RecallAsync("key", default);

        back!.Baseline.Results[0].Failure!.Frames.ShouldBe(measure.Baseline.Results[0].Failure!.Frames);
        System.Text.Encoding.UTF8.GetString(SuiteMeasureText.Write(back)).ShouldBe(System.Text.Encoding.UTF8.GetString(SuiteMeasureText.Write(measure)));
        await fixture.Store.Baselines.ForgetAsync("key", default);
        (await fixture.Store.Baselines.RecallAsync("key", default)).ShouldBeNull();
    }

    [Fact]
    public async Task Only_the_last_few_are_kept()
    {
        for (var i = 0; i < 7; i++)
            await fixture.Store.Baselines.KeepAsync($"{i}", Measure("t"), default);

        (await fixture.Store.Baselines.RecallAsync("2", default)).ShouldBeNull();
        (await fixture.Store.Baselines.RecallAsync("6", default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_cannot_be_read_is_measured_anew()
    {
        await fixture.Store.Database.WriteAsync(
            s => { s.Execute("INSERT INTO baselines (key, kept_at, measure) VALUES ('broken', '', ?1)", new byte[] { 1, 2, 3 }); }, default);

        (await fixture.Store.Baselines.RecallAsync("broken", default)).ShouldBeNull();
        SuiteMeasureText.Read("{\"Baseline\":null}"u8).ShouldBeNull();
    }

    private static SuiteMeasure Measure(string name)
    {
        var failure = new TestFailure("AssertionError", "assert 1 == 2", [new CodeFrame("shop.py", 3, "total")], "out");
        var run = new TestRun([new TestResult(new TestName(name), TestOutcome.Failed, TimeSpan.FromTicks(123), 45, failure)], TimeSpan.FromSeconds(2), null);
        var coverage = new Dictionary<TestName, IReadOnlyList<LineSet>> { [new TestName(name)] = [new LineSet(RepoPath.Parse("shop.py"), [1, 2, 3])] };
        var seen = new Observation(RepoPath.Parse("shop.py"), "total", 1, "price", "int", ["1", "2"], ["real"]);
        return new SuiteMeasure(
            run, [new TestName(name)], [new TestName("flaky")], new TestTrace(run, coverage, [seen]),
            new BedMemory([new TestName(name)], [new TestName(name)], [], ["json"]));
    }
}
