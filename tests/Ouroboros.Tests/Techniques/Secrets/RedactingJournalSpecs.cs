using Ouroboros.Runs;
using Ouroboros.Techniques.Secrets;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Secrets;

public sealed class RedactingJournalSpecs
{
    private const string Secret = "hunter2-\"quoted\"-hunter2";

    private readonly MemoryJournal inner = new(TimeProvider.System, new Random(1));
    private readonly RedactingJournal journal;

    public RedactingJournalSpecs() => journal = new RedactingJournal(inner, new SecretRedactor([Secret]));

    [Fact]
    public async Task No_secret_reaches_the_journal_or_those_who_watch()
    {
        var run = await BeginAsync();

        var shown = await journal.AppendAsync(run, RunEvents.RunConcluded, new RunConcluded(RunResult.NotAchieved, $"it said {Secret} and went"), CancellationToken.None);
        await journal.EndAsync(run, new RunEnding(RunResult.NotAchieved, $"no: {Secret}", 0), CancellationToken.None);

        shown.Json.ShouldNotContain("hunter2");
        shown.Is(RunEvents.RunConcluded, out var concluded).ShouldBeTrue();
        concluded.Reason.ShouldBe("it said [redacted:known-secret] and went");
        (await inner.FindAsync(run, CancellationToken.None))!.Ending!.Reason.ShouldBe("no: [redacted:known-secret]");
    }

    [Fact]
    public async Task What_holds_no_secret_stays_as_it_is()
    {
        var run = await BeginAsync();

        await journal.AppendAsync(run, RunEvents.StageEntered, new StageEntered("build"), CancellationToken.None);

        (await inner.ReadAsync(run, CancellationToken.None))[0].Json.ShouldBe("""{"stage":"build"}""");
    }

    private async Task<RunId> BeginAsync() =>
        (await journal.BeginAsync(new RunRequest("repair", "", "/project", 0, "{}", new Limits()), CancellationToken.None)).Id;
}
