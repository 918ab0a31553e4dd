using Ouroboros.Capabilities.Repair;
using Ouroboros.Stages.Build;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Capabilities.Repair;

public sealed class SearchChronicleSpecs
{
    private readonly PatchedProject project = new(new Dictionary<string, string>
    {
        ["shop.py"] = "def least(a, b):\n    return max(a, b)\n",
        ["line.js"] = new string('x', 70_000),
    });

    [Fact]
    public void Each_plausible_patch_is_recorded_with_its_own_diff()
    {
        var fact = Fact(project.Change("shop.py", "def least(a, b):\n    return min(a, b)\n"), project.Change("shop.py", "def least(a, b):\n    return a\n"));

        fact.Ranked.Select(r => r.Diff!.Split('\n').Single(l => l.StartsWith("+ ", StringComparison.Ordinal)))
            .ShouldBe(["+    return min(a, b)", "+    return a"]);
        fact.Ranked[0].Diff!.ShouldContain("--- a/shop.py\n+++ b/shop.py\n@@ -1,2 +1,2 @@\n");
    }

    [Fact]
    public void A_diff_of_endless_lines_is_left_out_and_its_patch_kept()
    {
        var fact = Fact(project.Change("line.js", new string('x', 70_000) + "y"));

        fact.Ranked.ShouldHaveSingleItem().Diff.ShouldBeNull();
    }

    [Fact]
    public void Only_the_best_forty_are_recorded()
    {
        var fact = Fact([.. Enumerable.Range(0, 50).Select(i => project.Change("shop.py", $"def least(a, b):\n    return {i}\n"))]);

        fact.Ranked.Count.ShouldBe(40);
        fact.Plausible.ShouldBe(50);
    }

    [Fact]
    public void The_time_to_the_first_plausible_patch_is_kept()
    {
        Fact(project.Change("shop.py", "")).FirstPlausible.ShouldBe(1.5);
    }

    private SearchEnded Fact(params Candidate[] found) => new SearchChronicle(project.Reader).Fact(
        new BuildOutcome(found, 90, 0, TimeSpan.FromSeconds(3), null)
        {
            Ranked = [.. found.Select((c, i) => new RankedCandidate(c, -i, 0, []))],
            FirstPlausible = TimeSpan.FromSeconds(1.5),
        },
        project.Snapshot);
}
