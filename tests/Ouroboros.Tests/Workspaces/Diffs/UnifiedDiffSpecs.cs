using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Diffs;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Diffs;

public sealed class UnifiedDiffSpecs : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ouro-diff-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void A_changed_line_shows_with_three_lines_around_it()
    {
        var before = "a\nb\nc\nd\ne\nf\ng\nh\ni\n";

        var diff = Diff(before, new SpanEdit(8, 1, "E"u8.ToArray()));

        diff.ToString().ShouldBe(
            "diff --git a/x.py b/x.py\n--- a/x.py\n+++ b/x.py\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n");
    }

    [Fact]
    public void A_rewritten_region_shows_only_what_differs()
    {
        var before = "a\nb\nc\n";

        var diff = Diff(before, new SpanEdit(0, 6, "a\nx\nb\nc\n"u8.ToArray()));

        (diff.Files[0].Added, diff.Files[0].Removed).ShouldBe((1, 0));
    }

    [Fact]
    public void An_edit_that_changes_nothing_has_no_hunk() =>
        Diff("a\n", new SpanEdit(0, 1, "a"u8.ToArray())).Files[0].Hunks.ShouldBeEmpty();

    [Fact]
    public void A_deleted_last_line_is_no_change_of_the_one_before()
    {
        var diff = Diff("a\nb\n", new SpanEdit(2, 2, ReadOnlyMemory<byte>.Empty));

        diff.ToString().ShouldEndWith("@@ -1,2 +1 @@\n a\n-b\n");
    }

    [Fact]
    public void Git_applies_what_is_written_for_any_edits_of_any_bytes()
    {
        Git("init", "-q");
        // Few different pieces, so that lines repeat, endings mix and files end without one.
        var piece = Gen.Elements("a", "b\n", "\n", "\r\n", "é", "x y\r\n", "\t", "- d\n", "\\ No\n", "\uFEFF", "+\n", "\r");
        var edits = Gen.Zip(Gen.Zip(Gen.Choose(0, 60), Gen.Choose(0, 9)), piece.ListOf().Select(p => string.Concat(p.Take(4))));
        var cases = Gen.Zip(piece.ListOf().Select(string.Concat), edits.ListOf().Select(e => e.Take(5).ToArray()));

        Prop.ForAll(cases.ToArbitrary(), sample => Survives(sample.Item1, sample.Item2)).Check(Config.QuickThrowOnFailure.WithMaxTest(100));
    }

    [Fact]
    public void Git_applies_additions_deletions_and_renames_with_awkward_names()
    {
        Git("init", "-q");
        Write("old \"name\".py", "one\ntwo");
        Write("gone.py", "x\n");
        var renamed = RepoPath.Parse("to a/new\tname.py");
        var patch = new Patch(
        [
            new AddFile(RepoPath.Parse("empty.py"), ReadOnlyMemory<byte>.Empty, UnixFileMode.UserRead),
            new AddFile(RepoPath.Parse("run me.sh"), "#!/bin/sh"u8.ToArray(), UnixFileMode.UserRead | UnixFileMode.UserExecute),
            new DeleteFile(RepoPath.Parse("gone.py"), ContentHash.Of("x\n"u8)),
            new RenameFile(RepoPath.Parse("old \"name\".py"), ContentHash.Of("one\ntwo"u8), renamed, [new SpanEdit(0, 1, "O"u8.ToArray())]),
        ]);

        Apply(UnifiedDiff.Of(patch, Read));

        File.ReadAllText(renamed.Under(folder.FullName)).ShouldBe("One\ntwo");
        folder.EnumerateFiles().Select(f => f.Name).Order().ShouldBe(["empty.py", "run me.sh"]);
        File.GetUnixFileMode(Path.Join(folder.FullName, "run me.sh")).HasFlag(UnixFileMode.UserExecute).ShouldBeTrue();
    }

    private bool Survives(string text, ((int Start, int Length) At, string With)[] wishes)
    {
        var before = Encoding.UTF8.GetBytes(text);
        var edits = new List<SpanEdit>();
        foreach (var wish in wishes.OrderBy(w => w.At.Start))
        {
            var start = Math.Max(wish.At.Start, edits.Count == 0 ? 0 : edits[^1].End);
            if (start + wish.At.Length <= before.Length)
                edits.Add(new SpanEdit(start, wish.At.Length, Encoding.UTF8.GetBytes(wish.With)));
        }

        File.WriteAllBytes(Path.Join(folder.FullName, "x.py"), before);
        var change = new ChangeFile(RepoPath.Parse("x.py"), ContentHash.Of(before), edits);
        var diff = UnifiedDiff.Of(new Patch([change]), Read);
        if (diff.Files[0].Hunks.Count > 0)
            Apply(diff);

        return File.ReadAllBytes(Path.Join(folder.FullName, "x.py")).AsSpan().SequenceEqual(change.ApplyTo(before));
    }

    private static UnifiedDiff Diff(string before, params SpanEdit[] edits)
    {
        var bytes = Encoding.UTF8.GetBytes(before);
        return UnifiedDiff.Of(Patch.Change(RepoPath.Parse("x.py"), ContentHash.Of(bytes), edits), _ => bytes);
    }

    private ReadOnlyMemory<byte> Read(RepoPath path) => File.ReadAllBytes(path.Under(folder.FullName));

    private void Write(string name, string text) => File.WriteAllText(Path.Join(folder.FullName, name), text);

    private void Apply(UnifiedDiff diff)
    {
        var file = Path.Join(folder.FullName, ".git", "change.patch");
        File.WriteAllBytes(file, diff.ToBytes());
        Git("apply", "--check", "--whitespace=nowarn", file);
        Git("apply", "--whitespace=nowarn", file);
    }

    private void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "core.autocrlf=false", .. arguments]) { WorkingDirectory = folder.FullName, RedirectStandardError = true };
        using var git = Process.Start(start)!;
        var errors = git.StandardError.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, errors);
    }
}
