using Ouroboros.Techniques.Testing;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>Expressions thought of for a place, from the values that names hold there while tests run.</summary>
public sealed class PythonThinkerSpecs
{
    [Fact]
    public async Task Whoever_has_no_time_thinks_of_nothing()
    {
        await using var project = await ProbedProject.OpenAsync("def fee(total):\n    return total * 2\n", "def test_fee(): assert shop.fee(3) == 7\n");

        (await project.FillWithinAsync(TimeSpan.FromMilliseconds(1), ("total * 2", HoleKind.Value))).SelectMany(h => h).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hole_that_is_no_whole_expression_stays_empty()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def fee(total, tip):\n    return total * 2 + tip\n", "def test_fee(): assert shop.fee(3, 1) == 6\n");

        (await project.FillAsync(("2 + tip", HoleKind.Value), ("total * 2", HoleKind.Value))).Select(h => h.Count > 0).ShouldBe([false, true]);
    }

    [Fact]
    public async Task What_the_failing_tests_must_change_and_the_passing_ones_keep_comes_first()
    {
        await using var project = await ProbedProject.OpenAsync(
            "LIMIT = 10\n\n\ndef fee(total, members):\n    if total > LIMIT:\n        return 0\n    return 5\n",
            "def test_small(): assert shop.fee(3, []) == 5\ndef test_large(): assert shop.fee(40, []) == 0\ndef test_member(): assert shop.fee(3, ['x']) == 0\ndef test_high(): assert shop.fee(11, []) == 0\n");

        var condition = (await project.FillAsync(("total > LIMIT", HoleKind.Condition)))[0];

        condition.ShouldNotBeEmpty();
        condition[0].Agreement.ShouldBe(1);
        condition[0].Alike.Select(t => t.Text).ShouldContain("(total > LIMIT) or members");
        condition.ShouldAllBe(f => f.Alike.All(t => t.Text != "total > LIMIT"));
    }

    [Fact]
    public async Task What_comes_to_the_value_that_mended_there_comes_first()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def fee(total, rate, extra):\n    return total * rate\n", "def test_fee(): assert shop.fee(3, 4, 17) == 37\ndef test_none(): assert shop.fee(2, 3, 0) == 6\n");

        var (told, untold) = (await project.GrantAsync("total * rate", HoleKind.Value, "37"), (await project.FillAsync(("total * rate", HoleKind.Value)))[0]);

        told[0].Granted.ShouldBeTrue();
        told.SkipWhile(f => f.Granted).ShouldAllBe(f => !f.Granted);
        untold.ShouldAllBe(f => !f.Granted);
        (await project.GrantAsync("total * rate", HoleKind.Value, "__import__('os')")).ShouldAllBe(f => !f.Granted);
    }

    [Fact]
    public async Task Joined_values_are_found_two_steps_deep()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def area(width, height, border):\n    inner = width * height\n    return inner\n",
            "def test_plain(): assert shop.area(4, 5, 0) == 20\ndef test_border(): assert shop.area(4, 5, 1) == 6\ndef test_wide(): assert shop.area(9, 6, 2) == 10\n");

        var value = (await project.FillAsync(("width * height", HoleKind.Value)))[0];

        value.SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("(width - border) * height");
        value.SelectMany(f => f.Alike).ShouldAllBe(t => t.Cost > 0);
    }

    [Fact]
    public async Task Fields_of_objects_are_read_and_nothing_of_their_own_runs()
    {
        await using var project = await ProbedProject.OpenAsync(
            "class Loud:\n    def __init__(self):\n        self.rate, self.calls = 3, []\n\n    @property\n    def price(self):\n        self.calls.append('price')\n        return 3\n\n"
            + "    def __len__(self):\n        self.calls.append('len')\n        return 3\n\n    def __eq__(self, other):\n        raise SystemExit\n\n\n"
            + "def cost(thing, due):\n    return due + 0\n",
            "def test_three(): assert shop.cost(shop.Loud(), 0) == 3\ndef test_one(): assert shop.cost(None, 1) == 1\n");

        var value = (await project.FillAsync(("due + 0", HoleKind.Value)))[0];

        value.SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain("thing.rate");
        value.SelectMany(f => f.Alike).ShouldAllBe(t => !t.Text.Contains("thing.price") && !t.Text.Contains("len(thing)") && !t.Text.Contains("== thing"));
    }

    [Fact]
    public async Task A_question_that_nobody_asks_yet_is_answered_no_by_all_that_passes()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def position(row, x):\n    low, high = 0, len(row) - 1\n    return row.index(x) if row[high] >= x else -1\n",
            "def test_there(): assert shop.position([1, 2], 2) == 1\ndef test_less(): assert shop.position([1, 2], 9) == -1\ndef test_none(): assert shop.position([], 2) == -1\n");

        var guard = (await project.FillAsync(("low, high = 0, len(row) - 1", HoleKind.Guard)))[0];

        guard[0].Agreement.ShouldBe(1);
        guard[0].Alike.Select(t => t.Text).ShouldContain("not row");
    }
}
