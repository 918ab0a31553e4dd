using System.Text;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Workspaces;

public sealed class PatchSpecs
{
    private static readonly ContentHash Before = ContentHash.Of("a + b\n"u8);

    [Fact]
    public void Edits_apply_in_order_of_their_place_however_they_were_given()
    {
        var change = new ChangeFile(RepoPath.Parse("x.py"), Before, [Replace(4, 1, "c"), Replace(0, 1, "aa")]);

        var after = change.ApplyTo("a + b\n"u8);

        Encoding.UTF8.GetString(after).ShouldBe("aa + c\n");
    }

    [Fact]
    public void Overlapping_edits_are_refused()
    {
        Should.Throw<ArgumentException>(() => Patch.Change(RepoPath.Parse("x.py"), Before, Replace(0, 3, ""), Replace(2, 1, "")));
    }

    [Fact]
    public void A_patch_is_its_edits_not_its_maker()
    {
        var one = Patch.Change(RepoPath.Parse("x.py"), Before, Replace(2, 1, "-"));
        var same = Patch.Change(RepoPath.Parse("x.py"), Before, Replace(2, 1, "-"));
        var other = Patch.Change(RepoPath.Parse("x.py"), Before, Replace(2, 1, "*"));

        one.ShouldBe(same);
        one.ShouldNotBe(other);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("./a")]
    [InlineData("a//b")]
    [InlineData("")]
    public void Paths_that_leave_or_obscure_the_tree_are_no_repo_paths(string text)
    {
        RepoPath.TryParse(text, out _).ShouldBeFalse();
    }

    private static SpanEdit Replace(int start, int length, string text) => new(start, length, Encoding.UTF8.GetBytes(text));
}
