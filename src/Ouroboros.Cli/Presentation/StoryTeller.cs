using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;

namespace Ouroboros.Cli.Presentation;

/// <summary>Shows what a repair found: the patch, why there, how risky, what it turned green, what else there was.</summary>
internal sealed class StoryTeller(Printer printer)
{
    private const double LeastTold = 0.005;
    private const int MostTests = 10;
    private const int MostSuspects = 3;

    public void Tell(RunStory story)
    {
        Tests(story);
        if (story.Patch is { } patch)
        {
            Patch(story, patch);
            Risk(patch);
            Turned(patch);
            if (story.Causes.Count > 0)
                new CausesTeller(printer).Tell(story.Causes, patch);

            if (story.Causes.Count(c => c.Best is not null) < 2)
                new AlternativesTeller(printer).Tell(story.Search, patch.Patch, patch.Alternatives);
        }
        else if (story.Causes.Count > 0)
        {
            new CausesTeller(printer).Tell(story.Causes, null);
        }

        Tried(story);
        new ModelsTeller(printer).Tell(story);
    }

    /// <summary>File, Valid, Risk, Status: the table people know from before.</summary>
    public void Files(RunStory story)
    {
        if (story.Patch is not { } patch)
            return;

        var valid = story.GatesOfPatch.Where(g => g.Gate == "syntax").All(g => g.Status != GateStatus.Failed);
        var status = story.Released is not null ? Ink.Good("Applied")
            : story.Decision is { Release: false } ? Ink.Caution("Waiting") : "Can apply";
        var table = new Table(new("File", Flexible: true), new("Valid"), new("Risk", Align.Right), new("Status"));
        foreach (var file in DiffPainter.FilesOf(patch.Diff))
            table.Add(file, valid ? Ink.Good("✓") : Ink.Bad("✗"), InkOf(patch.Risk), status);

        table.Print(printer);
    }

    private void Tests(RunStory story)
    {
        if (story.Tests is not { } tests)
            return;

        printer.Line(Ink.Strong("Tests"), $"  {tests.Total} run with {tests.Bed} in {Seconds(tests.Seconds)}{(tests.Remembered ? ", remembered" : "")}: ",
            tests.Failing.Count == 0 ? Ink.Good("none failing") : Ink.Bad($"{tests.Failing.Count} failing"));
        foreach (var test in tests.Failing.Take(MostTests))
        {
            var why = $"{test.Exception}: {test.Message}".Trim(' ', ':').Split('\n')[0];
            printer.Line("  ", Ink.Bad("✗ "), test.Name, Ink.Faint(why.Length == 0 ? "" : "  " + Shorten(why, printer.Width - test.Name.Length - 8)));
        }

        if (tests.Failing.Count > MostTests)
            printer.Line(Ink.Faint($"  … and {tests.Failing.Count - MostTests} more"));

        if (tests.Flaky.Count > 0)
            printer.Line("  ", Ink.Caution("flaky, left alone: "), string.Join(", ", tests.Flaky));
    }

    private void Patch(RunStory story, PatchAssessed patch)
    {
        printer.Line();
        printer.Line(Ink.Strong("Patch"), "  ", Ink.Accent($"{patch.Path}:{patch.Line}"), $"  {Without(patch.Reason, patch.Line)} ", Ink.Faint($"({patch.Operator})"));
        printer.Line();
        DiffPainter.Paint(patch.Diff, printer, "    ");
        printer.Line();
        Files(story);
        if (story.Suspects is not { Head.Count: > 0 } suspects)
            return;

        printer.Line();
        printer.Line(Ink.Strong("Why there"), $"  the failing tests point at {suspects.Total} lines, first at:");
        var rank = 0;
        foreach (var suspect in suspects.Head.Take(MostSuspects))
        {
            rank++;
            var chosen = suspect.Path == patch.Path && suspect.Line == patch.Line;
            printer.Line($"  {rank}. ", new Ink($"{suspect.Path}:{suspect.Line}", chosen ? Tone.Accent : Tone.Plain), Ink.Faint($"  {suspect.Score:0.00}  {suspect.Why}"));
        }

        foreach (var reason in patch.Reasons)
            printer.Paragraph("• " + reason, "  ");
    }

    private void Risk(PatchAssessed patch)
    {
        printer.Line();
        printer.Line(Ink.Strong("Risk"), "  ", InkOf(patch.Risk), $" ({BandOf(patch.Risk)})");
        var table = new Table(new("Factor"), new("Value", Align.Right), new("Weight", Align.Right), new("Detail", Flexible: true));
        var telling = patch.Factors.Where(f => Math.Abs(f.Value * f.Weight) >= LeastTold).ToList();
        foreach (var factor in telling)
            table.Add(factor.Name, $"{factor.Value:0.00}", $"{factor.Weight:0.00}", Ink.Faint(factor.Detail));

        table.Print(printer, "  ");
        if (patch.Factors.Count - telling.Count is > 0 and var rest)
            printer.Line(Ink.Faint($"  {rest} more weigh{(rest == 1 ? "s" : "")} nothing here; --json lists them"));

        foreach (var caution in patch.Cautions)
            printer.Paragraph("! " + caution, "  ", Tone.Caution);
    }

    private void Turned(PatchAssessed patch)
    {
        printer.Line();
        printer.Line(Ink.Strong("Red → green"), $"  {patch.Turned.Count} test{(patch.Turned.Count == 1 ? "" : "s")}");
        foreach (var test in patch.Turned.Take(MostTests))
            printer.Line("  ", Ink.Good("✓ "), test);

        if (patch.Turned.Count > MostTests)
            printer.Line(Ink.Faint($"  … and {patch.Turned.Count - MostTests} more"));
    }

    private void Tried(RunStory story)
    {
        if (story.Search is not { } search)
            return;

        var outcomes = search.Outcomes.Where(o => o.Value > 0).OrderByDescending(o => o.Value).Select(o => $"{o.Value} {Words(o.Key)}").ToList();
        if (search.Tried - search.Outcomes.Values.Sum() is > 0 and var asked)
            outcomes.Add($"{asked} only to see what a place must yield");

        var rate = search.Seconds > 0.05 ? $" ({search.Tried / search.Seconds:0} a second)" : "";
        printer.Line();
        printer.Line(Ink.Strong("Tried"), $"  {search.Tried} candidates in {Seconds(search.Seconds)}{rate}: {string.Join(", ", outcomes)}");
        if (search.Plausible == 0)
            Clues(search);

        if (story.Duration > TimeSpan.Zero)
            printer.Line(Ink.Strong("Time"), $"   {Seconds(story.Duration.TotalSeconds)} in all");
    }

    /// <summary>Where nothing was found, what the trials showed is the place to go on by hand.</summary>
    private void Clues(SearchEnded search)
    {
        foreach (var clue in search.Clues)
        {
            var tests = clue.Turned == 1 ? "a failing test passes" : $"{clue.Turned} failing tests pass";
            printer.Paragraph($"• {clue.Path}:{clue.Line}  {tests} with {clue.Wish} {(clue.IsBefore ? "before" : "for")} `{clue.Text}`; look there first", "  ");
        }
    }

    // The place stands beside it already.
    internal static string Without(string reason, int line) =>
        reason.StartsWith($"line {line}: ", StringComparison.Ordinal) ? reason[$"line {line}: ".Length..] : reason;

    internal static Ink InkOf(double risk) => BandOf(risk) switch
    {
        "low" => Ink.Good($"{risk:0.00}"),
        "medium" => Ink.Caution($"{risk:0.00}"),
        _ => Ink.Bad($"{risk:0.00}"),
    };

    internal static string BandOf(double risk) => new Risk(risk, []).Band.ToString().ToLowerInvariant();

    internal static string Seconds(double seconds) => seconds < 120 ? $"{seconds:0.0} s" : $"{(int)(seconds / 60)} min {seconds % 60:0} s";

    private static string Words(string outcome) => outcome switch
    {
        nameof(ScreeningOutcome.StillFailing) => "still failing",
        nameof(ScreeningOutcome.BreaksPassing) => "broke a passing test",
        nameof(ScreeningOutcome.OutOfFuel) => "ran on without end",
        nameof(ScreeningOutcome.TimedOut) => "timed out",
        nameof(ScreeningOutcome.Crashed) => "crashed",
        nameof(ScreeningOutcome.Broken) => "did not compile",
        nameof(ScreeningOutcome.Plausible) => "passed",
        _ => outcome,
    };

    private static string Shorten(string text, int width) =>
        text.Length <= Math.Max(width, 30) ? text : string.Concat(text.AsSpan(0, Math.Max(width, 30) - 1), "…");
}
