using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Cli.Reports;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;
using Shouldly;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Cli;

/// <summary>What people and programs are shown of a run, held to text that somebody approved.</summary>
public sealed class StorySpecs
{
    private const string Diff =
        "diff --git a/shop/discounts.py b/shop/discounts.py\n--- a/shop/discounts.py\n+++ b/shop/discounts.py\n@@ -20,5 +20,5 @@\n def percent(n):\n"
        + "     best = 0\n-    if n > LIMIT:\n+    if n >= LIMIT:\n         best = 5\n     return best\n";

    private const string OtherDiff =
        "diff --git a/shop/discounts.py b/shop/discounts.py\n--- a/shop/discounts.py\n+++ b/shop/discounts.py\n@@ -20,5 +20,5 @@\n def percent(n):\n"
        + "     best = 0\n-    if n > LIMIT:\n+    if n > LIMIT - 1:\n         best = 5\n     return best\n";

    private static readonly DateTimeOffset Start = new(2026, 1, 21, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_released_repair_is_told_as_approved() => Told(Released(), new Traits()).ShouldBeApproved("story-released");

    [Fact]
    public void Colours_stand_where_they_mean_something() => Told(Released(), new Traits { Colour = true }).ShouldBeApproved("story-coloured");

    [Fact]
    public void A_narrow_terminal_without_utf8_still_shows_all_that_matters()
    {
        var told = Told(Released(), new Traits { Width = 40, Unicode = false });

        told.ShouldBeApproved("story-narrow");
        told.ShouldAllBe(c => c < 0x80);
    }

    [Fact]
    public void The_json_of_a_run_is_as_approved_and_well_formed()
    {
        var json = StoryJson.Of(Released());

        JsonDocument.Parse(json).RootElement.GetProperty("candidates").GetInt64().ShouldBe(93);
        json.ShouldBeApproved("story-json");
    }

    [Fact]
    public void The_sarif_of_a_run_is_as_approved() => SarifReport.Of(Released()).ShouldBeApproved("story-sarif");

    [Fact]
    public void A_sarif_fingerprint_outlives_moved_lines_and_differs_between_faults()
    {
        var moved = Released() with { Patch = Released().Patch! with { Line = 99 } };
        var other = Released() with { Patch = Released().Patch! with { Path = "shop/other.py" } };

        Fingerprint(moved).ShouldBe(Fingerprint(Released()));
        Fingerprint(other).ShouldNotBe(Fingerprint(Released()));
    }

    [Fact]
    public void A_run_taken_up_again_is_told_from_its_last_attempt()
    {
        var again = RunStory.Of(Run(), [.. Events(), Event(RunEvents.StageEntered, new StageEntered("plan"))]);

        (again.Patch, again.Search, again.Gates.Count).ShouldBe((null, null, 0));
    }

    [Fact]
    public void A_hostile_diff_cannot_forge_lines_or_colours()
    {
        var text = new StringWriter();

        DiffPainter.Paint("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n--- a/etc/passwd\n+\x1b[2Jgone\n", new Printer(text, new Traits()));

        text.ToString().ShouldContain("\\x1b[2Jgone");
        DiffPainter.FilesOf("diff --git a/x b/x\n@@ -1 +1 @@\n-diff --git a/y b/y\n+diff --git a/z b/z\n").ShouldBe(["x"]);
    }

    [Fact]
    public void JUnit_holds_every_test_and_survives_what_tests_print()
    {
        var failure = new TestFailure("AssertionError", "got \x01 and \ud800 and ]]> & <x>", [new CodeFrame("t.py", 3, "test_b")], "");
        var run = new TestRun(
            [
                new TestResult(new TestName("t.py::test_a"), TestOutcome.Passed, TimeSpan.FromSeconds(0.25), 0, null),
                new TestResult(new TestName("t.py::T::test_b[x::y]"), TestOutcome.Failed, TimeSpan.Zero, 0, failure),
                new TestResult(new TestName("t.py::test_c"), TestOutcome.Skipped, TimeSpan.Zero, 0, null),
                new TestResult(new TestName("t.py"), TestOutcome.Error, TimeSpan.Zero, 0, null),
            ],
            TimeSpan.FromSeconds(1.5), null);

        var xml = JUnitReport.Of(run, "shop");

        System.Xml.Linq.XDocument.Parse(xml).Descendants("testcase").Count().ShouldBe(4);
        xml.ShouldBeApproved("junit");
    }

    [Fact]
    public void An_event_is_streamed_on_one_line_as_it_was_recorded()
    {
        var text = new StringWriter();

        new Ouroboros.Cli.Progress.EventStream(new Printer(text, new Traits())).On(Event(RunEvents.StageEntered, new StageEntered("a\nb")));

        text.ToString().ShouldEndWith("\"data\":{\"stage\":\"a\\nb\"}}\n");
        text.ToString().Count(c => c == '\n').ShouldBe(1);
    }

    [Fact]
    public void Every_kind_of_fact_is_kept_on_one_line()
    {
        var kinds = typeof(RunEvents).Assembly.GetTypes().SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(p => p.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(EventKind<>))
            .Select(p => p.GetValue(null)!)
            .ToDictionary(k => (string)k.GetType().GetProperty("Name")!.GetValue(k)!, k => (JsonTypeInfo)k.GetType().GetProperty("Shape")!.GetValue(k)!);

        kinds.Keys.ShouldContain("provenance.written");
        kinds.Where(k => k.Value.Options.WriteIndented).Select(k => k.Key).ShouldBeEmpty();
    }

    private static string Fingerprint(RunStory story) => JsonDocument.Parse(SarifReport.Of(story)).RootElement
        .GetProperty("runs")[0].GetProperty("results")[0].GetProperty("partialFingerprints").GetProperty("ouroFault/v1").GetString()!;

    private static string Told(RunStory story, Traits traits)
    {
        var text = new StringWriter();
        new StoryTeller(new Printer(text, traits)).Tell(story);
        return text.ToString();
    }

    [Fact]
    public void Where_behaviours_were_not_compared_the_reason_is_told_and_nothing_claimed()
    {
        var story = Released();
        var unknown = BehaviourFindings.None with { Unknown = "it took too long" };

        var told = Told(story with { Search = story.Search! with { Behaviours = unknown } }, new Traits());

        told.ShouldContain("What they do could not be compared: it took too long.");
        told.ShouldContain("says something else");
        told.ShouldNotContain("behaves");
    }

    [Fact]
    public void Where_nothing_was_found_the_places_that_turned_tests_are_named()
    {
        var story = Released();
        Clue[] clues = [new("shop.py", 4, "price < limit", "True", 2, false), new("shop.py", 9, "return best", "if True: return 0", 1, true)];
        var search = story.Search! with { Clues = clues };

        var told = Told(story with { Search = search with { Plausible = 0, Ranked = [], Tried = search.Tried + 7 } }, new Traits());

        told.ShouldContain("shop.py:4  2 failing tests pass with True for `price < limit`");
        told.ShouldContain("7 only to see what a place must yield");
        told.ShouldContain("shop.py:9  a failing test passes with if True: return 0 before `return best`");
        Told(story with { Search = search }, new Traits()).ShouldNotContain("look there first");
    }

    [Fact]
    public void A_journal_from_before_behaviours_were_compared_is_told_too()
    {
        var recorded = JsonSerializer.Serialize(Released().Search!, BuildEvents.SearchEnded.Shape).Replace("\"behaviours\"", "\"unheard_of\"", StringComparison.Ordinal);

        var search = JsonSerializer.Deserialize(recorded, BuildEvents.SearchEnded.Shape)!;

        search.Behaviours.ShouldBeNull();
        Told(Released() with { Search = search }, new Traits()).ShouldContain("says something else");
    }

    [Theory]
    [InlineData("is 5", "is 0", "f(10) is 5 here and 0 with the alternative")]
    [InlineData("raises KeyError", "is 0", "f(10) raises KeyError here and is 0 with the alternative")]
    [InlineData("is 0", "runs on without end", "f(10) is 0 here and runs on without end with the alternative")]
    public void What_separates_two_patches_is_one_sentence(string here, string there, string sentence) =>
        AlternativesTeller.Sentence(new Separation(0, 1, "f(10)", here, there)).ShouldBe(sentence);

    private static BehaviourFindings Behaviours { get; } = new(
        2, 240, ["shop/discounts.py:percent"], [new BehaviourGroup(0, 1, 0.81, true), new BehaviourGroup(1, 1, 0.19, true)],
        [new Separation(0, 1, "percent(9)", "is 0", "is 5")], null);

    private static RunStory Released() => RunStory.Of(Run(), Events());

    private static Run Run()
    {
        RunId.TryParse("gen_20260121_103000_a1b2c3", out var id).ShouldBeTrue();
        var request = new RunRequest("repair", "Repair failing tests", "/home/ada/shop", 7, "{}", new Limits());
        return new Run(id, request, RunState.Ended, Start, Start.AddSeconds(4.2), new RunEnding(RunResult.Achieved, "line 22: `>` became `>=`", 1));
    }

    private static RunEvent[] Events()
    {
        var other = new PlausiblePatch("b0b0", "constant", "line 22: `LIMIT` became `LIMIT - 1`", "shop/discounts.py", 22, 0.4, 1, ["a number made for the test"]) { Diff = OtherDiff };
        var own = new PlausiblePatch("a0a0", "compare-boundary", "line 22: `>` became `>=`", "shop/discounts.py", 22, 0.9, 0, ["one token"]);
        return
        [
            Event(RunEvents.StageEntered, new StageEntered("plan")),
            Event(PlanEvents.TestsMeasured, new TestsMeasured(
                "pytest 7.2.1 on Python 3.11.2", "f00d", 12, 10,
                [new FailingTest("tests/test_shop.py::test_at_limit", "Failed", "AssertionError", "assert 0 == 5\nmore"), new FailingTest("tests/test_shop.py::test_\x1b[31mred", "Failed", "", "")],
                ["tests/test_shop.py::test_sometimes"], 0.8)),
            Event(PlanEvents.SuspectsRanked, new SuspectsRanked(41, [new SuspectLine("shop/discounts.py", 22, 0.91, "run by both failing tests"), new SuspectLine("shop/basket.py", 7, 0.5, "run by one")])),
            Event(BuildEvents.SearchEnded, new SearchEnded(93, 1000, 2.0, 2, [own, other], null, new Dictionary<string, long> { ["StillFailing"] = 91, ["Plausible"] = 2 }, Behaviours) { FirstPlausible = 1.25 }),
            Event(ValidateEvents.GateJudged, new GateJudged("a0a0", "syntax", GateStatus.Passed, "no new faults", 0.01)),
            Event(ValidateEvents.GateJudged, new GateJudged("a0a0", "tests", GateStatus.Passed, "12 passed, 2 of them red before", 0.7)),
            Event(ReviewEvents.PatchAssessed, new PatchAssessed(
                "a0a0", "compare-boundary", "line 22: `>` became `>=`", "shop/discounts.py", 22, 0.21, [new RiskFactor("size", 0.1, 2, "1 line added, 1 removed")],
                ["one token"], ["tests/test_shop.py::test_at_limit"], 1, ["The tests do not tell this patch from another way to make them pass; see the alternatives."], Diff)),
            Event(ReviewEvents.Decided, new Decision(true, "rule", "Risk 0.21 is within the limit of 0.50.")),
            Event(ReleaseEvents.Released, new Released("a0a0", [new ReleasedFact("shop/discounts.py", "11", "22", 1, 1)])),
        ];
    }

    private static RunEvent Event<T>(EventKind<T> kind, T payload)
        where T : class => new(Run().Id, 1, Start.AddSeconds(1), kind.Name, JsonSerializer.Serialize(payload, kind.Shape));
}
