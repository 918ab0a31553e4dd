using System.Text;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Syntax;

public sealed class SyntaxGateSpecs
{
    private readonly MemoryContents workspace = new();

    [Fact]
    public async Task A_patch_that_keeps_the_syntax_passes()
    {
        var result = await JudgeAsync(Change("a.py", "x = 1\n", "1", "2"));

        result.Status.ShouldBe(GateStatus.Passed);
        result.Detail.ShouldBe("no new faults in a.py");
    }

    [Fact]
    public async Task A_new_fault_is_shown_with_its_place()
    {
        var result = await JudgeAsync(Change("a.py", "y = 0\n\tx = f(1)\n".Replace("\t", ""), "f(1)", "f(1"));

        result.Status.ShouldBe(GateStatus.Failed);
        result.Detail.ShouldBe("a.py:2:6: unexpected text\n    x = f(1\n         ^");
    }

    [Fact]
    public async Task Files_of_unknown_languages_are_skipped_and_named()
    {
        (await JudgeAsync(Change("notes.txt", "a (b\n", "a", "c"))).ShouldSatisfyAllConditions(
            r => r.Status.ShouldBe(GateStatus.Skipped),
            r => r.Detail.ShouldBe("no grammar for notes.txt"));
    }

    [Fact]
    public async Task Skipped_files_are_named_beside_those_that_passed()
    {
        var result = await JudgeAsync(Change("notes.txt", "a\n", "a", "b"), Change("a.go", "package a\n", "a\n", "b\n"));

        (result.Status, result.Detail).ShouldBe((GateStatus.Passed, "no new faults in a.go; no grammar for notes.txt"));
    }

    [Fact]
    public async Task An_added_file_must_be_sound()
    {
        var path = RepoPath.Parse("new.java");

        (await JudgeAsync(new AddFile(path, "class A {}"u8.ToArray(), default))).Status.ShouldBe(GateStatus.Passed);
        (await JudgeAsync(new AddFile(path, "class A {"u8.ToArray(), default))).Status.ShouldBe(GateStatus.Failed);
    }

    [Fact]
    public async Task Deleting_needs_no_grammar()
    {
        var file = workspace.Add("a.py", "x = (\n"u8);

        (await JudgeAsync(new DeleteFile(file.Path, file.Hash))).Status.ShouldBe(GateStatus.Skipped);
    }

    [Theory]
    [InlineData("x = f(1\ny = = 2\n", "f(1", "f(1)", true, "one of two faults is mended")]
    [InlineData("x = = 1\ny = 2\n", "2", "3", true, "an edit elsewhere leaves the fault")]
    [InlineData("x = = 1\ny = 2\n", "x = = 1\n", "a = 0\nx = = 1\n", true, "the fault moves down a line")]
    [InlineData("x = = 1\ny = 2\n", "= = 1", "= = = 1", false, "the broken line gets worse")]
    [InlineData("x = = 1\ny = 2\n", "y = 2", "y = = 2", false, "another line breaks")]
    [InlineData("x = = 1\ny = 2\nz = 3\n", "z = 3", "z = )", false, "the end of the file breaks")]
    [InlineData("class A:\n    def f(self:\n        return 1\n\n    def g(self):\n        return 2\n", "return 2", "return 3", true, "code behind a wide fault changes")]
    public async Task A_broken_file_may_be_improved_but_never_worsened(string before, string old, string now, bool passes, string why)
    {
        var result = await JudgeAsync(Change("a.py", before, old, now));

        result.Status.ShouldBe(passes ? GateStatus.Passed : GateStatus.Failed, why);
    }

    [Fact]
    public async Task Broken_files_in_wide_characters_are_compared_too()
    {
        var before = Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("class A { int x = ; int y = 2; }")).ToArray();
        var file = workspace.Add("a.cs", before);
        var two = before.Length - (Encoding.Unicode.GetByteCount("2; }"));

        var good = await JudgeAsync(new ChangeFile(file.Path, file.Hash, [new SpanEdit(two, 2, Encoding.Unicode.GetBytes("3"))]));
        var bad = await JudgeAsync(new ChangeFile(file.Path, file.Hash, [new SpanEdit(two, 2, Encoding.Unicode.GetBytes("("))]));

        good.Status.ShouldBe(GateStatus.Passed);
        bad.Status.ShouldBe(GateStatus.Failed);
    }

    [Fact]
    public async Task A_renamed_file_is_judged_by_its_new_language()
    {
        var file = workspace.Add("a.txt", "x = (\n"u8);

        (await JudgeAsync(new RenameFile(file.Path, file.Hash, RepoPath.Parse("a.py"), []))).Status.ShouldBe(GateStatus.Failed);
        (await JudgeAsync(new RenameFile(file.Path, file.Hash, RepoPath.Parse("b.txt"), []))).Status.ShouldBe(GateStatus.Skipped);
    }

    [Fact]
    public async Task A_python_body_may_not_lose_its_indentation()
    {
        var result = await JudgeAsync(Change("a.py", "def f():\n    return 1\n", "    return", "return"));

        result.Detail.ShouldBe("a.py:2:1: an indented block is missing\n    return 1\n    ^");
    }

    [Fact]
    public async Task A_limit_is_named()
    {
        var result = await JudgeAsync(new AddFile(RepoPath.Parse("deep.js"), Encoding.ASCII.GetBytes(new string('[', 9_000) + new string(']', 9_000)), default));

        result.Status.ShouldBe(GateStatus.Failed);
        result.Detail.ShouldBe("deep.js: nested deeper than the limit of 5,000 levels, so its syntax cannot be vouched for");
    }

    [Fact]
    public async Task A_patch_for_another_version_is_refused_with_both_hashes()
    {
        var file = workspace.Add("a.py", "x = 1\n"u8);
        var other = ContentHash.Of("x = 0\n"u8);

        var result = await JudgeAsync(new ChangeFile(file.Path, other, [new SpanEdit(4, 1, "2"u8.ToArray())]));

        result.Status.ShouldBe(GateStatus.Failed);
        result.Detail.ShouldContain(other.Short);
        result.Detail.ShouldContain(file.Hash.Short);
    }

    private ChangeFile Change(string path, string before, string old, string now)
    {
        var file = workspace.Add(path, Encoding.UTF8.GetBytes(before));
        var at = Encoding.UTF8.GetByteCount(before[..before.IndexOf(old, StringComparison.Ordinal)]);
        return new ChangeFile(file.Path, file.Hash, [new SpanEdit(at, Encoding.UTF8.GetByteCount(old), Encoding.UTF8.GetBytes(now))]);
    }

    private Task<GateResult> JudgeAsync(params FileEdit[] edits)
    {
        var gate = new SyntaxGate(new SnapshotReader(workspace), new TreeSitterParser(), SyntaxLimits.Default, TimeProvider.System);
        var candidate = new Candidate(new Patch(edits), new Origin("test", "edit", "because", edits[0].Path, 1), 1);
        return gate.JudgeAsync(candidate, workspace.Plan, default);
    }
}
