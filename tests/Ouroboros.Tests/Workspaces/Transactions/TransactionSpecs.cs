using FsCheck;
using FsCheck.Fluent;
using Ouroboros.CrashHost;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Transactions;

public sealed class TransactionSpecs : IDisposable
{
    private readonly StoreFixture fixture = new(inMemory: true);

    private TemporaryFolder Tree => fixture.Tree;

    [Fact]
    public async Task A_patch_that_does_everything_lands_whole_with_modes_and_bytes_kept()
    {
        Scenario.Make(Tree.Path);
        var run = await fixture.BeginAsync();

        var outcome = await fixture.Store.Transaction.ApplyAsync(run, Scenario.PatchOf(Tree.Path), default);

        outcome.Refusals.ShouldBeEmpty();
        File.ReadAllBytes(Tree["src/dos.py"]).ShouldBe("\uFEFFfirst\r\nSECOND\r\nthird"u8.ToArray());
        File.ReadAllBytes(Tree["src/raw.bin"]).ShouldBe([0xFF, 1, 2, 3, 0xFE, 0x0A, 0x80]);
        File.GetUnixFileMode(Tree["src/run.sh"]).ShouldBe((UnixFileMode)0b111_101_101);
        Tree.Read("pkg/inner/moved.py").ShouldBe("moved = 2\n");
        Tree.Read("pkg/new.py").ShouldBe("added\n");
        File.Exists(Tree["gone.txt"]).ShouldBeFalse();
        File.Exists(Tree["src/old.py"]).ShouldBeFalse();
        Scenario.Leftovers(Tree.Path).ShouldBeEmpty();
        outcome.Files.Select(f => (f.Path.Value, f.LinesAdded, f.LinesRemoved)).ShouldContain(("src/dos.py", 1, 1));
        outcome.Files.Single(f => f.Path.Value == "gone.txt").After.ShouldBeNull();
    }

    [Fact]
    public async Task A_file_edited_meanwhile_is_refused_by_name_with_both_hashes_and_nothing_else_changes()
    {
        Tree.Write("a.py", "a\n");
        Tree.Write("b.py", "b\n");
        var edits = new FileEdit[] { fixture.Change("a.py", "A\n"), fixture.Change("b.py", "B\n") };
        var expected = fixture.HashOf("b.py");
        Tree.Write("b.py", "edited by a person\n");

        var outcome = await fixture.ApplyAsync(edits);

        outcome.Refusals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            r => r.ShouldContain("'b.py'"), r => r.ShouldContain(expected.Hex), r => r.ShouldContain(fixture.HashOf("b.py").Hex));
        Tree.Read("a.py").ShouldBe("a\n");
        Tree.Read("b.py").ShouldBe("edited by a person\n");
    }

    [Fact]
    public async Task A_file_edited_between_the_look_and_the_rename_stays_and_all_is_put_back()
    {
        Tree.Write("a.py", "a\n");
        Tree.Write("z.py", "z\n");
        var meddler = new ActingFailPoints("rename:before", skip: 0, () => Tree.Write("z.py", "edited\n"));
        await fixture.BeginAsync();
        var run = await fixture.BeginAsync();
        fixture.Store.Contents.Put("a\n"u8);
        fixture.Store.Contents.Put("z\n"u8);
        fixture.Store.Contents.Put("A\n"u8);
        fixture.Store.Contents.Put("Z\n"u8);
        using var meddled = await fixture.OpenAsync(meddler);

        var outcome = await meddled.Transaction.ApplyAsync(run, new Patch([fixture.Change("a.py", "A\n"), fixture.Change("z.py", "Z\n")]), default);

        meddler.Acted.ShouldBeTrue();
        outcome.Refusals.ShouldHaveSingleItem().ShouldContain("'z.py' changed");
        Tree.Read("a.py").ShouldBe("a\n");
        Tree.Read("z.py").ShouldBe("edited\n");
        Scenario.Leftovers(Tree.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_existing_file_is_never_overwritten_by_an_addition()
    {
        Tree.Write("a.py", "mine\n");

        var outcome = await fixture.ApplyAsync(StoreFixture.Add("a.py", "theirs\n"));

        outcome.Refusals.ShouldHaveSingleItem().ShouldContain("exists already");
        Tree.Read("a.py").ShouldBe("mine\n");
    }

    [Fact]
    public async Task A_file_made_in_the_last_moment_is_not_overwritten_either()
    {
        var run = await fixture.BeginAsync();
        fixture.Store.Contents.Put("theirs\n"u8);
        using var meddled = await fixture.OpenAsync(new ActingFailPoints("rename:before", 0, () => Tree.Write("a.py", "mine\n")));

        await Should.ThrowAsync<WorkspaceException>(() => meddled.Transaction.ApplyAsync(run, new Patch([StoreFixture.Add("a.py", "theirs\n")]), default));

        Tree.Read("a.py").ShouldBe("mine\n");
        Scenario.Leftovers(Tree.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_files_may_swap_their_names()
    {
        Tree.Write("a.py", "a\n");
        Tree.Write("b.py", "b\n");

        var outcome = await fixture.ApplyAsync(
            new RenameFile(RepoPath.Parse("a.py"), fixture.HashOf("a.py"), RepoPath.Parse("b.py"), []),
            new RenameFile(RepoPath.Parse("b.py"), fixture.HashOf("b.py"), RepoPath.Parse("a.py"), []));

        outcome.Refusals.ShouldBeEmpty();
        (Tree.Read("a.py"), Tree.Read("b.py")).ShouldBe(("b\n", "a\n"));
    }

    [Theory]
    [InlineData(".git/hooks/pre-commit")]
    [InlineData(".env")]
    [InlineData(".ouroboros/ouroboros.db")]
    public async Task Paths_out_of_bounds_are_refused(string path) =>
        (await fixture.ApplyAsync(StoreFixture.Add(path, "x"))).Refusals.ShouldHaveSingleItem().ShouldContain("out of bounds");

    [Fact]
    public async Task Asked_twice_by_one_run_it_is_done_once()
    {
        Tree.Write("a.py", "a\n");
        var run = await fixture.BeginAsync();
        var change = fixture.Change("a.py", "A\n");

        var first = await fixture.ApplyAsync(run, change);
        fixture.Reopen();
        var second = await fixture.ApplyAsync(run, change);

        second.Refusals.ShouldBeEmpty();
        second.At.ShouldBe(first.At);
        second.Files.ShouldBe(first.Files);
    }

    [Fact]
    public async Task Applying_by_many_at_once_never_mixes()
    {
        Tree.Write("a.py", "0");
        Tree.Write("b.py", "0");
        var runs = new List<Ouroboros.Runs.RunId>();
        for (var i = 0; i < 6; i++)
            runs.Add(await fixture.BeginAsync());

        var changes = runs.Select((run, i) => (run, edits: new FileEdit[] { fixture.Change("a.py", $"{i + 1}"), fixture.Change("b.py", $"{i + 1}") })).ToList();
        var outcomes = await Task.WhenAll(changes.Select(c => Task.Run(() => fixture.ApplyAsync(c.run, c.edits))));

        outcomes.Count(o => o.Applied).ShouldBe(1);
        Tree.Read("a.py").ShouldBe(Tree.Read("b.py"));
    }

    [Fact]
    public void Any_edit_of_any_bytes_is_applied_exactly_and_undone_exactly() =>
        Prop.ForAll(
            ArbMap.Default.GeneratorFor<byte[]>().Zip(Gen.Choose(0, 40).Two()).Zip(ArbMap.Default.GeneratorFor<byte[]>()).ToArbitrary(),
            drawn =>
            {
                var ((content, (start, length)), replacement) = drawn;
                content ??= [];
                start = Math.Min(start, content.Length);
                length = Math.Min(length, content.Length - start);
                Tree.Write("x.bin", content);
                File.SetUnixFileMode(Tree["x.bin"], (UnixFileMode)(0b110_000_000 | (start * 7 % 64)));
                var mode = File.GetUnixFileMode(Tree["x.bin"]);

                var applied = fixture.ApplyAsync(new ChangeFile(
                    RepoPath.Parse("x.bin"), ContentHash.Of(content), [new SpanEdit(start, length, replacement)])).GetAwaiter().GetResult();
                var after = File.ReadAllBytes(Tree["x.bin"]);
                var undone = fixture.UndoAsync().GetAwaiter().GetResult();

                return applied.Applied && undone.Status == UndoStatus.Undone
                    && after.AsSpan().SequenceEqual([.. content[..start], .. replacement, .. content[(start + length)..]])
                    && File.ReadAllBytes(Tree["x.bin"]).AsSpan().SequenceEqual(content)
                    && File.GetUnixFileMode(Tree["x.bin"]) == mode;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    public void Dispose() => fixture.Dispose();
}
