using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Secrets;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Baselines;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Techniques.Secrets;

public sealed class DiscreetBaselinesSpecs : IDisposable
{
    private const string Secret = "hunter2-hunter2";

    private readonly StoreFixture fixture = new();

    public void Dispose() => fixture.Dispose();

    [Theory]
    [InlineData("test_login", "assert 1 == 2", "out", "'a'", true)]
    [InlineData($"test_login[{Secret}]", "assert 1 == 2", "out", "'a'", false)]
    [InlineData("test_login", $"assert '{Secret}' == ''", "out", "'a'", false)]
    [InlineData("test_login", "assert 1 == 2", $"logged in with {Secret}", "'a'", false)]
    [InlineData("test_login", "assert 1 == 2", "out", $"'{Secret}'", false)]
    [InlineData("test_login", "assert 1 == 2", "Authorization: Bearer abcdefghijklmnopqrstuvwxyz012345", "'a'", false)]
    public async Task A_suite_that_speaks_a_secret_anywhere_is_not_remembered(string name, string message, string output, string sample, bool isKept)
    {
        var baselines = new DiscreetBaselines(fixture.Store.Baselines, new SecretRedactor([Secret]));

        await baselines.KeepAsync("key", Measure(name, message, output, sample), CancellationToken.None);

        (await baselines.RecallAsync("key", CancellationToken.None) is not null).ShouldBe(isKept);
    }

    private static SuiteMeasure Measure(string name, string message, string output, string sample)
    {
        var failure = new TestFailure("AssertionError", message, [new CodeFrame("login.py", 3, "login")], output);
        var run = new TestRun([new TestResult(new TestName(name), TestOutcome.Failed, TimeSpan.FromTicks(123), 45, failure)], TimeSpan.FromSeconds(2), null);
        var seen = new Observation(RepoPath.Parse("login.py"), "login", 1, "word", "str", [sample], []);
        return new SuiteMeasure(
            run, [new TestName(name)], [], new TestTrace(run, new Dictionary<TestName, IReadOnlyList<LineSet>>(), [seen]), new BedMemory(null, [], [], []));
    }
}
