using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Causes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Causes;

public sealed class PatchJoinSpecs
{
    private static readonly byte[] Before = Encoding.UTF8.GetBytes("abcdefghij");

    [Fact]
    public void Edits_apart_in_one_file_stand_side_by_side() => Joined(At(1, "B"), At(7, "H")).ShouldBe("aBcdefgHij");

    [Fact]
    public void The_same_edit_twice_is_one_edit() => Joined(At(1, "B"), At(1, "B")).ShouldBe("aBcdefghij");

    [Fact]
    public void Edits_that_touch_cannot_be_joined() => PatchJoin.Of([At(1, "B"), At(2, "C")]).ShouldBeNull();

    [Fact]
    public void Patches_of_two_versions_cannot_be_joined() =>
        PatchJoin.Of([At(1, "B"), Patch.Change(RepoPath.Parse("a.py"), ContentHash.Of("other"u8), new SpanEdit(7, 1, "H"u8.ToArray()))]).ShouldBeNull();

    [Fact]
    public void The_best_of_each_cause_comes_first_and_each_alone_last()
    {
        var joint = JointRepairs.Of([Cause("one", At(1, "B"), At(1, "X")), Cause("two", At(7, "H"))]);

        joint.Select(c => Applied(c.Patch)).ShouldBe(["aBcdefgHij", "aXcdefgHij", "aBcdefghij", "abcdefgHij"]);
        joint.Select(c => string.Join(' ', c.Mends!)).ShouldBe(["one two", "one two", "one", "two"]);
    }

    [Fact]
    public void A_repair_that_collides_gives_way_to_the_next_best()
    {
        var joint = JointRepairs.Of([Cause("one", At(1, "B")), Cause("two", At(2, "C"), At(7, "H"))]);

        Applied(joint[0].Patch).ShouldBe("aBcdefgHij");
    }

    private static MendedCause Cause(string test, params Patch[] choices) => new(
        [new TestName(test)],
        [.. choices.Select(p => new Candidate(p, new Origin("search", "edit", "line 1: x", RepoPath.Parse("a.py"), 1), 0.5) { Mends = [new TestName(test)] })]);

    private static Patch At(int place, string text) => Patch.Change(RepoPath.Parse("a.py"), ContentHash.Of(Before), new SpanEdit(place, 1, Encoding.UTF8.GetBytes(text)));

    private static string Joined(params Patch[] patches) => Applied(PatchJoin.Of(patches)!);

    private static string Applied(Patch patch) => Encoding.UTF8.GetString(((ChangeFile)patch.Files.Single()).ApplyTo(Before));
}
