using Ouroboros.Adapters;
using Ouroboros.CrashHost;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Transactions;

/// <summary>Crashes at every place, played in this process; and a few real kills. bench/crash.sh does many.</summary>
public sealed class CrashSpecs : IDisposable
{
    private readonly StoreFixture fixture = new(inMemory: true);
    private readonly string before;
    private readonly string after;
    private readonly Patch patch;

    public CrashSpecs()
    {
        Scenario.Make(Root);
        before = Scenario.Describe(Root);
        patch = Scenario.PatchOf(Root);
        fixture.ApplyAsync([.. patch.Files]).GetAwaiter().GetResult().Refusals.ShouldBeEmpty();
        after = Scenario.Describe(Root);
        fixture.UndoAsync().GetAwaiter().GetResult().Status.ShouldBe(UndoStatus.Undone);
        Scenario.Describe(Root).ShouldBe(before);
    }

    private string Root => fixture.Tree.Path;

    [Fact]
    public async Task A_crash_anywhere_in_apply_leaves_before_or_after()
    {
        var (rolledBack, completed) = (0, 0);
        for (var at = 1; ; at++)
        {
            var crashed = await CrashAsync(at, ApplyAsync);
            var sentences = await RecoverAsync(NoFailPoints.Instance);
            var tree = Scenario.Describe(Root);

            tree.ShouldBe(tree == after ? after : before, $"crash at {at}: {sentences}");
            Scenario.Leftovers(Root).ShouldBeEmpty();
            (rolledBack, completed) = tree == after ? (rolledBack, completed + 1) : (rolledBack + 1, completed);
            if (tree == after)
                (await fixture.UndoAsync()).Status.ShouldBe(UndoStatus.Undone);

            Scenario.Describe(Root).ShouldBe(before, $"undo after a crash at {at}");
            if (!crashed)
                break;
        }

        rolledBack.ShouldBeGreaterThan(20);
        completed.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_crash_anywhere_in_undo_leaves_before_or_after()
    {
        var (stayed, undone) = (0, 0);
        for (var at = 1; ; at++)
        {
            await ApplyAsync(fixture.Store);
            var crashed = await CrashAsync(at, store => store.Undo.RunAsync(null, false, default));
            var sentences = await RecoverAsync(NoFailPoints.Instance);
            var tree = Scenario.Describe(Root);

            tree.ShouldBe(tree == after ? after : before, $"crash at {at}: {sentences}");
            Scenario.Leftovers(Root).ShouldBeEmpty();
            (stayed, undone) = tree == after ? (stayed + 1, undone) : (stayed, undone + 1);
            if (tree == after)
                (await fixture.UndoAsync()).Status.ShouldBe(UndoStatus.Undone);

            Scenario.Describe(Root).ShouldBe(before);
            (await fixture.UndoAsync()).Status.ShouldBe(UndoStatus.NothingToUndo);
            if (!crashed)
                break;
        }

        stayed.ShouldBeGreaterThan(20);
        undone.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_crash_anywhere_in_recovery_is_recovered_from()
    {
        // Far enough for some files to have been renamed and others not.
        for (var at = 1; ; at++)
        {
            await CrashAsync(HalfWay, ApplyAsync);
            Scenario.Describe(Root).ShouldNotBeOneOf(before, after);
            var crashed = false;
            try
            {
                await RecoverAsync(new CrashingFailPoints(at));
            }
            catch (SimulatedCrashException)
            {
                crashed = true;
            }

            // The very last place lies behind the log's own last word.
            (await RecoverAsync(NoFailPoints.Instance)).ShouldBeOneOf(crashed ? ["taken back", ""] : [""]);
            Scenario.Describe(Root).ShouldBe(before, $"crash at {at}");
            Scenario.Leftovers(Root).ShouldBeEmpty();
            if (!crashed)
                break;
        }
    }

    [Fact]
    public async Task A_person_who_edits_a_half_changed_file_before_recovery_keeps_the_edit()
    {
        await CrashAsync(HalfWay, ApplyAsync);
        fixture.Tree.Write("data/big.bin", "a person's work");

        var recovered = await fixture.Store.Recovery.RunAsync(default);

        var sentence = recovered.ShouldHaveSingleItem().Sentence;
        sentence.ShouldContain("'data/big.bin' was changed by somebody else");
        fixture.Tree.Read("data/big.bin").ShouldBe("a person's work");
        File.Exists(fixture.Tree["gone.txt"]).ShouldBeTrue();
        Scenario.Leftovers(Root).ShouldBeEmpty();
        (await fixture.Store.Recovery.RunAsync(default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal:before")]
    [InlineData("journal:after")]
    [InlineData("create:before")]
    [InlineData("create:after")]
    [InlineData("fsync:before")]
    [InlineData("fsync:after")]
    [InlineData("rename:before")]
    [InlineData("rename:after")]
    [InlineData("remove:before")]
    [InlineData("remove:after")]
    [InlineData("mkdir:after")]
    [InlineData("rmdir:before")]
    [InlineData("rmdir:after")]
    [InlineData("sync:before")]
    [InlineData("sync:after")]
    public async Task Killed_at_a_fail_point_a_real_process_does_no_harm(string name)
    {
        foreach (var doing in (string[])["apply", "undo"])
        {
            if (doing == "undo")
                await ApplyAsync(fixture.Store);

            fixture.Reopen();
            using var host = Victim.Start($"{name}:{Array.IndexOf(["journal:before", "journal:after"], name) switch { >= 0 => 3, _ => 1 }}", doing, Root);
            var code = host.WaitForExit();

            (await Inquest.HoldAsync(Root, before, after)).Fault.ShouldBeNull($"{doing} killed at {name}");
            if (!(name.StartsWith("rmdir", StringComparison.Ordinal) && doing == "apply") && !(doing == "undo" && name.StartsWith("mkdir", StringComparison.Ordinal)))
                (code is 137 or 0 && (code == 137 || name.StartsWith("journal", StringComparison.Ordinal))).ShouldBeTrue($"{doing} was not killed at {name} but ended with {code}");
        }
    }

    [Fact]
    public async Task Killed_at_random_instants_a_real_process_does_no_harm()
    {
        fixture.Reopen();
        var random = new Random(5);
        for (var round = 0; round < 8; round++)
        {
            using var host = Victim.Start(null, "loop", Root);
            for (var turns = 3 + random.Next(8); turns > 0; turns--)
                host.Hear().ShouldNotBeNull();

            Thread.SpinWait(random.Next(2_000_000));
            host.Kill();
            host.WaitForExit();

            (await Inquest.HoldAsync(Root, before, after)).Fault.ShouldBeNull($"round {round}");
        }
    }

    public void Dispose() => fixture.Dispose();

    // Behind the first renames and before the last.
    private int HalfWay => field == 0 ? field = FindHalfWay() : field;

    private int FindHalfWay()
    {
        for (var at = 1; ; at++)
        {
            CrashAsync(at, ApplyAsync).GetAwaiter().GetResult().ShouldBeTrue();
            var tree = Scenario.Describe(Root);
            var half = !File.Exists(fixture.Tree["gone.txt"]) && File.Exists(fixture.Tree["src/old.py"]);
            RecoverAsync(NoFailPoints.Instance).GetAwaiter().GetResult();
            if (half && tree != before)
                return at;
        }
    }

    private async Task<bool> CrashAsync(int at, Func<WorkspaceStore, Task> work)
    {
        fixture.Reopen();
        var failPoints = new CrashingFailPoints(int.MaxValue);
        using var store = await fixture.OpenAsync(failPoints);
        failPoints.CrashAt(at);
        try
        {
            await work(store);
            return false;
        }
        catch (SimulatedCrashException)
        {
            return true;
        }
    }

    private async Task ApplyAsync(WorkspaceStore store)
    {
        var run = (await store.Journal.BeginAsync(new Runs.RunRequest("crash", "crash", Root, 1, "{}", new Runs.Limits()), default)).Id;
        (await store.Transaction.ApplyAsync(run, patch, default)).Refusals.ShouldBeEmpty();
    }

    private async Task<string> RecoverAsync(IFailPoints failPoints)
    {
        fixture.Reopen();
        using var store = await fixture.OpenAsync(failPoints);
        var recovered = await store.Recovery.RunAsync(default);
        return recovered.Count == 0 ? "" : recovered.Single().Forward ? "completed" : "taken back";
    }
}
