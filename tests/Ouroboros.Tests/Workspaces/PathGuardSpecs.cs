using System.Text;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Workspaces;

public sealed class PathGuardSpecs : IDisposable
{
    private readonly TemporaryFolder outside = new();
    private readonly TemporaryFolder tree = new();
    private readonly IRootedFiles files;
    private readonly PathGuard guard;

    public PathGuardSpecs()
    {
        files = tree.Open();
        guard = new PathGuard(files);
        outside.Write("secret.txt", "outside");
        tree.Write("src/app.py", "x = 1\n");
    }

    [Fact]
    public void A_file_of_the_workspace_may_be_read_and_written()
    {
        guard.WhyNotWritten(RepoPath.Parse("src/app.py")).ShouldBeNull();
        guard.WhyNotWritten(RepoPath.Parse("new/module.py")).ShouldBeNull();
        Text(guard.Read(RepoPath.Parse("src/app.py"))).ShouldBe("x = 1\n");
    }

    [Fact]
    public void A_link_out_of_the_workspace_is_neither_read_nor_written()
    {
        tree.Link("link.txt", outside["secret.txt"]);
        tree.Link("dir", outside.Path);

        foreach (var path in (string[])["link.txt", "dir/secret.txt"])
        {
            guard.Read(RepoPath.Parse(path)).Refusal.ShouldNotBeNull();
            guard.WhyNotWritten(RepoPath.Parse(path))!.ShouldContain("symbolic link");
        }
    }

    [Fact]
    public void A_link_that_stays_inside_may_be_read_but_the_file_itself_is_to_be_named_for_writing()
    {
        tree.Link("alias.py", "src/app.py");

        Text(guard.Read(RepoPath.Parse("alias.py"))).ShouldBe("x = 1\n");
        guard.WhyNotWritten(RepoPath.Parse("alias.py"))!.ShouldContain("src/app.py");
    }

    [Fact]
    public void A_link_to_a_secret_inside_is_judged_by_where_it_leads()
    {
        tree.Write(".env", "TOKEN=1\n");
        tree.Link("notes.txt", ".env");

        guard.Read(RepoPath.Parse("notes.txt")).Refusal!.ShouldContain(".env");
    }

    [Fact]
    public void A_hard_link_to_a_file_outside_is_neither_read_nor_written()
    {
        Shell.MustRun("ln \"$1\" \"$2\"", outside["secret.txt"], tree["src/hard.py"]);

        guard.Read(RepoPath.Parse("src/hard.py")).Refusal!.ShouldContain("outside the workspace");
        guard.WhyNotWritten(RepoPath.Parse("src/hard.py"))!.ShouldContain("outside the workspace");
    }

    [Fact]
    public void Pipes_and_directories_are_no_files()
    {
        Shell.MustRun("mkfifo \"$1\"", tree["pipe.py"]);

        guard.Read(RepoPath.Parse("pipe.py")).Refusal!.ShouldContain("no regular file");
        guard.WhyNotWritten(RepoPath.Parse("pipe.py")).ShouldNotBeNull();
        guard.WhyNotWritten(RepoPath.Parse("src")).ShouldNotBeNull();
    }

    [Fact]
    public void Both_ends_of_a_rename_are_judged()
    {
        var patch = new Patch([new RenameFile(RepoPath.Parse("src/app.py"), ContentHash.Of("x = 1\n"u8), RepoPath.Parse(".git/hooks/pre-commit"), [])]);

        guard.WhyNotWritten(patch).ShouldHaveSingleItem();
    }

    public void Dispose()
    {
        files.Dispose();
        tree.Dispose();
        outside.Dispose();
    }

    private static string Text(FileForReading file) => Encoding.UTF8.GetString(file.Content!);
}
