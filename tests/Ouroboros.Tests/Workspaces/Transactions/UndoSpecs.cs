using Ouroboros.CrashHost;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Transactions;

public sealed class UndoSpecs : IDisposable
{
    private readonly StoreFixture fixture = new();

    private TemporaryFolder Tree => fixture.Tree;

    [Fact]
    public async Task Everything_a_run_did_is_taken_back_exactly_after_a_restart_and_without_git()
    {
        Scenario.Make(Tree.Path);
        var before = Scenario.Describe(Tree.Path);
        await fixture.Store.Transaction.ApplyAsync(await fixture.BeginAsync(), Scenario.PatchOf(Tree.Path), default);

        fixture.Reopen();
        var undone = await fixture.UndoAsync();

        undone.Status.ShouldBe(UndoStatus.Undone);
        Scenario.Describe(Tree.Path).ShouldBe(before);
    }

    [Fact]
    public async Task Several_transactions_of_one_run_are_taken_back_together()
    {
        Tree.Write("a.py", "1");
        var run = await fixture.BeginAsync();
        await fixture.ApplyAsync(run, fixture.Change("a.py", "2"), StoreFixture.Add("b.py", "b"));
        await fixture.ApplyAsync(run, fixture.Change("a.py", "3"), fixture.Delete("b.py"), StoreFixture.Add("c.py", "c"));

        (await fixture.UndoAsync(run)).Status.ShouldBe(UndoStatus.Undone);

        Tree.Read("a.py").ShouldBe("1");
        (File.Exists(Tree["b.py"]), File.Exists(Tree["c.py"])).ShouldBe((false, false));
    }

    [Fact]
    public async Task Undoing_twice_says_so()
    {
        Tree.Write("a.py", "1");
        var run = await fixture.BeginAsync();
        await fixture.ApplyAsync(run, fixture.Change("a.py", "2"));
        await fixture.UndoAsync(run);

        var again = await fixture.UndoAsync(run);
        var any = await fixture.UndoAsync();

        again.Status.ShouldBe(UndoStatus.AlreadyUndone);
        any.Status.ShouldBe(UndoStatus.NothingToUndo);
    }

    [Fact]
    public async Task A_later_edit_stops_it_with_a_list_and_nothing_changes()
    {
        Tree.Write("a.py", "1");
        Tree.Write("b.py", "1");
        Tree.Write("c.py", "1");
        await fixture.ApplyAsync(fixture.Change("a.py", "2"), fixture.Change("b.py", "2"), fixture.Delete("c.py"), StoreFixture.Add("d.py", "d"));
        Tree.Write("a.py", "a person's work");
        Tree.Write("c.py", "anew");
        File.Delete(Tree["d.py"]);

        var undo = await fixture.UndoAsync();

        undo.Status.ShouldBe(UndoStatus.Conflicts);
        undo.Conflicts.Count.ShouldBe(2);
        undo.Conflicts[0].ShouldContain("'a.py' was changed since");
        undo.Conflicts[1].ShouldContain("'c.py' was made anew since");
        (Tree.Read("a.py"), Tree.Read("b.py"), Tree.Read("c.py")).ShouldBe(("a person's work", "2", "anew"));
    }

    [Fact]
    public async Task Forced_it_keeps_the_later_version_and_says_where()
    {
        Tree.Write("sub/a.py", "1");
        await fixture.ApplyAsync(fixture.Change("sub/a.py", "2"), StoreFixture.Add("new.py", "n"));
        Tree.Write("sub/a.py", "a person's work");
        Tree.Write("new.py", "more work");

        var undo = await fixture.UndoAsync(force: true);

        undo.Status.ShouldBe(UndoStatus.Undone);
        Tree.Read("sub/a.py").ShouldBe("1");
        File.Exists(Tree["new.py"]).ShouldBeFalse();
        undo.Kept.Select(k => (k.Path.Value, File.ReadAllText(k.KeptAt))).ShouldBe([("new.py", "more work"), ("sub/a.py", "a person's work")]);
    }

    [Fact]
    public async Task A_conflict_with_a_later_run_names_it()
    {
        Tree.Write("a.py", "1");
        var first = await fixture.BeginAsync();
        var second = await fixture.BeginAsync();
        await fixture.ApplyAsync(first, fixture.Change("a.py", "2"));
        await fixture.ApplyAsync(second, fixture.Change("a.py", "3"));

        var blocked = await fixture.UndoAsync(first);
        var last = await fixture.UndoAsync();
        var then = await fixture.UndoAsync();

        blocked.Conflicts.ShouldHaveSingleItem().ShouldContain(second.Value);
        (last.Run, then.Run).ShouldBe((second, first));
        Tree.Read("a.py").ShouldBe("1");
    }

    [Fact]
    public async Task What_a_person_already_reverted_is_no_conflict()
    {
        Tree.Write("a.py", "1");
        Tree.Write("b.py", "1");
        await fixture.ApplyAsync(fixture.Change("a.py", "2"), fixture.Change("b.py", "2"));
        Tree.Write("a.py", "1");

        var undo = await fixture.UndoAsync();

        undo.Status.ShouldBe(UndoStatus.Undone);
        undo.Files.ShouldHaveSingleItem().Path.Value.ShouldBe("b.py");
    }

    [Fact]
    public async Task A_directory_the_run_made_stays_when_somebody_put_something_into_it()
    {
        await fixture.ApplyAsync(StoreFixture.Add("made/deep/x.py", "x"));
        Tree.Write("made/mine.txt", "m");

        await fixture.UndoAsync();

        Directory.Exists(Tree["made/deep"]).ShouldBeFalse();
        Tree.Read("made/mine.txt").ShouldBe("m");
    }

    [Fact]
    public async Task Files_may_be_changed_again_after_an_undo()
    {
        Tree.Write("a.py", "1");
        var run = await fixture.BeginAsync();
        await fixture.ApplyAsync(run, fixture.Change("a.py", "2"));
        await fixture.UndoAsync(run);

        await fixture.ApplyAsync(run, fixture.Change("a.py", "2"));

        Tree.Read("a.py").ShouldBe("2");
        (await fixture.UndoAsync(run)).Status.ShouldBe(UndoStatus.Undone);
        Tree.Read("a.py").ShouldBe("1");
    }

    [Fact]
    public async Task The_index_head_and_untracked_files_of_a_repository_stay_as_they_are()
    {
        Tree.Write("a.py", "1\n");
        Shell.MustRun(
            "cd \"$1\"; git init -q .; git add .; git -c user.name=n -c user.email=e@example.org commit -qm one; echo 2 > a.py; git add a.py; echo 3 > a.py; echo u > untracked.txt",
            Tree.Path);
        string State() => Shell.MustRun("cd \"$1\"; git status --porcelain; git rev-parse HEAD; git diff; git diff --cached; git stash list", Tree.Path);
        _ = fixture.Store;
        var before = State();

        await fixture.ApplyAsync(fixture.Change("a.py", "4\n"), StoreFixture.Add("b.py", "b\n"));
        await fixture.UndoAsync();

        State().ShouldBe(before);
    }

    public void Dispose() => fixture.Dispose();
}
