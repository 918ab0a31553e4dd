using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

/// <summary>The user's git is the user's.</summary>
public sealed class GitSpecs
{
    [Fact]
    public void Uncommitted_work_is_left_alone()
    {
        using var workshop = Orders.InWorkshop();
        BusyRepository(workshop);
        var git = Tree.PhotographGit(workshop.Root);
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(0);
        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
        Tree.PhotographGit(workshop.Root).ShouldBe(git);
        workshop.Ouro("undo").ShouldEndWith(0);

        workshop.Photograph().ShouldBe(before);
        Tree.PhotographGit(workshop.Root).ShouldBe(git);
    }

    [Fact]
    public void The_commands_own_state_never_shows_in_git()
    {
        using var workshop = Orders.InWorkshop();
        BusyRepository(workshop);

        workshop.Repair().ShouldEndWith(0);

        Git(workshop, "status", "--porcelain").ShouldNotContain(".ouroboros");
    }

    [Fact]
    public void A_patch_that_is_shown_is_one_that_git_accepts()
    {
        using var workshop = Orders.InWorkshop(new Orders { LineEnd = "\r\n", EndsWithLineEnd = false });
        Git(workshop, "init", "-q");
        var outcome = workshop.Ouro("repair", "--dry-run").ShouldEndWith(3);
        workshop.Ouro("show", outcome.RunId, "--patch").ShouldEndWith(0);
        File.WriteAllText(Path.Combine(workshop.Ground, "shown.patch"), workshop.Ouro("show", outcome.RunId, "--patch").Output);

        Git(workshop, "apply", "--check", "../shown.patch");
    }

    private static void BusyRepository(Workshop workshop)
    {
        workshop["notes.txt"] = "one\n";
        Git(workshop, "init", "-q", "-b", "main");
        Git(workshop, "add", ".");
        Git(workshop, "commit", "-qm", "first");
        workshop["notes.txt"] = "stashed\n";
        Git(workshop, "stash", "-q");
        workshop["notes.txt"] = "staged\n";
        Git(workshop, "add", "notes.txt");
        workshop["notes.txt"] = "and edited again\n";
        workshop["untracked.txt"] = "mine\n";
    }

    private static string Git(Workshop workshop, params string[] arguments) =>
        Shell.RunIn(workshop.Root, "git", ["-c", "user.name=A", "-c", "user.email=a@example.org", .. arguments]);
}
