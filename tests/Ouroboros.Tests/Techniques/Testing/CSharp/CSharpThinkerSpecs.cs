using System.Text.Json;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Testing;
using Ouroboros.Tests.Techniques.Search;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.CSharp;

/// <summary>Expressions thought of for a place, from the values that names hold there while tests run.</summary>
public sealed class CSharpThinkerSpecs(ThinkerBench bench) : IClassFixture<ThinkerBench>
{
    private const string Mended = "Math.Min(held + gained, size)";

    [Fact]
    public async Task A_value_two_steps_deep_keeps_what_passes_and_mends_what_fails()
    {
        var value = (await bench.FillAsync(("held + gained", HoleKind.Value)))[0];

        value.TakeWhile(f => f.Agreement >= 1).SelectMany(f => f.Alike).Select(t => t.Text).ShouldContain(Mended);
        value.SelectMany(f => f.Alike).ShouldAllBe(t => t.Cost > 0 && t.Text != "held + gained");
    }

    [Fact]
    public async Task What_comes_to_the_value_that_mended_there_comes_first()
    {
        var (told, untold) = (await bench.GrantAsync("amount > 100m", HoleKind.Condition, "true"), (await bench.FillAsync(("amount > 100m", HoleKind.Condition)))[0]);

        told[0].ShouldSatisfyAllConditions(f => f.Granted.ShouldBeTrue(), f => f.Agreement.ShouldBe(1));
        untold.ShouldAllBe(f => !f.Granted);
    }

    [Fact]
    public async Task A_search_finds_what_no_table_has()
    {
        var found = await SearchAsync(Mended, "held + gained");

        found.ShouldBe("synthesis");
    }

    [Fact]
    public async Task A_search_finds_the_question_that_nobody_asks()
    {
        var found = await SearchAsync("if (row.Count <= at + step) return 0;", "var next");

        found.ShouldBe("synthesis-guard");
    }

    [Fact]
    public async Task A_condition_is_joined_with_what_an_object_holds_that_may_be_missing()
    {
        var condition = (await bench.FillAsync(("amount > 100m", HoleKind.Condition)))[0];

        condition[0].Agreement.ShouldBe(1);
        condition[0].Alike.Select(t => t.Text).ShouldContain("amount > 100m || piece?.Grade == Grade.Rare");
        condition.SelectMany(f => f.Alike).Concat((await bench.FillAsync(("amount * 0.5m", HoleKind.Value)))[0].SelectMany(f => f.Alike)).ShouldAllBe(t => !t.Text.Contains("Price"));
    }

    [Fact]
    public async Task A_question_that_nobody_asks_yet_is_answered_no_by_all_that_passes()
    {
        var guards = await bench.FillAsync(("var best = row[0];", HoleKind.Guard), ("return piece!.Name.Trim() + word;"[7..^1], HoleKind.Value));

        guards[0][0].Agreement.ShouldBe(1);
        guards[0][0].Alike[0].Text.ShouldBe("row.Count == 0");
        guards[1][0].Alike.Select(t => t.Text).ShouldContain("piece is null ? word : piece!.Name.Trim() + word");
    }

    [Fact]
    public async Task The_same_is_thought_of_every_time_and_what_is_no_expression_stays_empty()
    {
        (string, HoleKind)[] holes = [("held + gained", HoleKind.Value), ("class Tank(int", HoleKind.Value), ("amount > 100m", HoleKind.Condition), ("* 0.5m", HoleKind.Value)];

        var (first, second) = (await bench.FillAsync(holes), await bench.FillAsync(holes));

        JsonSerializer.Serialize(first).ShouldBe(JsonSerializer.Serialize(second));
        first.Select(h => h.Count > 0).ShouldBe([true, false, true, false]);
    }

    [Fact]
    public async Task Watched_tests_end_as_they_do_when_nobody_watches()
    {
        (string Text, HoleKind Kind)[] watched =
        [
            ("n * 2", HoleKind.Value), ("twice + n", HoleKind.Value), ("i < n", HoleKind.Condition), ("i + n", HoleKind.Value), ("x - -n", HoleKind.Value), ("many > 3", HoleKind.Condition),
            ("text.TrimEnd()", HoleKind.Value), ("m + n", HoleKind.Value), ("k * 3", HoleKind.Value), ("Inner(Still(n))", HoleKind.Value), ("int.TryParse(text, out value)", HoleKind.Value),
            ("value > 1", HoleKind.Condition), ("whole.Length + total", HoleKind.Value), ("by + 7", HoleKind.Value), ("spots[0].X + spots[0].Y + spots[1].X", HoleKind.Value),
            ("Count(n) * Count(n)", HoleKind.Value), ("n > top", HoleKind.Condition), ("row[0] + row.Length", HoleKind.Value), ("Y + by", HoleKind.Value),
        ];
        (string Text, HoleKind Kind)[] left =
        [
            ("x > limit", HoleKind.Condition), ("await Task.FromResult(n * 2)", HoleKind.Value), ("200", HoleKind.Value), ("stackalloc int[n]", HoleKind.Value), ("spots[0].Move", HoleKind.Value),
        ];
        (string Text, HoleKind Kind)[] guards = [("if (Parse", HoleKind.Guard), ("total += value", HoleKind.Guard), ("yield return", HoleKind.Guard), ("calls++", HoleKind.Guard)];
        (string Text, HoleKind Kind)[] declaring = [("Parse(text, out var value) && value > 1", HoleKind.Condition), ("text is not { Length: > 0 } whole", HoleKind.Condition)];

        using var told = JsonDocument.Parse(await bench.AskAsync([.. watched, .. left, .. guards, .. declaring]));

        told.RootElement.GetProperty("unlike").EnumerateArray().Select(n => n.GetString()).ShouldBeEmpty();
        var filled = told.RootElement.GetProperty("holes").EnumerateArray().Select(h => h.GetArrayLength() > 0).ToList();
        watched.Where((_, i) => !filled[i]).Select(h => h.Text).ShouldBeEmpty();
        left.Where((_, i) => filled[watched.Length + i]).Select(h => h.Text).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whatever_is_thought_of_compiles()
    {
        var value = (await bench.FillAsync(("held + gained", HoleKind.Value)))[0];
        var text = value.SelectMany(f => f.Alike).First(t => t.Text.Contains("? ", StringComparison.Ordinal)).Text;

        var patches = new[] { Mended, text }.Select(t => bench.Workspace.Replace("src/Tally/Tank.cs", "held + gained", t));
        var outcomes = new List<ScreeningOutcome>();
        foreach (var patch in patches)
            outcomes.Add((await bench.Trials.ScreenAsync(new Candidate(patch, new Origin("test", "x", "x", RepoPath.Parse("src/Tally/Tank.cs"), 1), 1), CancellationToken.None)).Outcome);

        outcomes.ShouldAllBe(o => o == ScreeningOutcome.StillFailing, "other faults remain");
    }

    /// <summary>Which operator a search mends the tank with, where the thinker is the real one and a text decides.</summary>
    private async Task<string?> SearchAsync(string wanted, string suspect)
    {
        var line = ThinkerBench.Tank[..ThinkerBench.Tank.IndexOf(suspect, StringComparison.Ordinal)].Count(c => c == '\n') + 1;
        using var project = new SearchedProject().With("src/Tally/Tank.cs", ThinkerBench.Tank, line).FailingWith("EqualException", "Assert.Equal() Failure");

        var outcome = await project.SearchAsync(
            project.Jury(t => SearchedProject.When(t.Contains(wanted, StringComparison.Ordinal))), candidates: 2_000, thinker: bench.Thinker);

        return outcome.Ranked.Count == 0 ? null : outcome.Ranked[0].Candidate.Origin.Operator;
    }
}
