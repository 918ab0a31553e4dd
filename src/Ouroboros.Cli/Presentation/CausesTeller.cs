using Ouroboros.Cli.Output;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Review;

namespace Ouroboros.Cli.Presentation;

/// <summary>Shows, where failing tests were repaired cause by cause, what became of each, and above all what stays red.</summary>
internal sealed class CausesTeller(Printer printer)
{
    private const int MostTests = 4;

    public void Tell(IReadOnlyList<CauseSearched> causes, PatchAssessed? patch)
    {
        printer.Line();
        printer.Line(Ink.Strong("Causes"), $"  the failing tests were repaired in {causes.Count} {(causes.Count == 1 ? "group" : "groups")}");
        foreach (var (index, cause) in causes.Index())
            Tell(index + 1, cause);

        if (patch?.Remaining is not { Count: > 0 } remaining)
            return;

        printer.Line();
        printer.Line(Ink.Bad("Still red"), $"  {remaining.Count} failing {(remaining.Count == 1 ? "test" : "tests")} with this patch");
        foreach (var test in remaining)
        {
            printer.Line("  ", Ink.Bad("✗ "), test.Name);
            printer.Paragraph(test.Why, "      ", Tone.Faint);
        }
    }

    private void Tell(int number, CauseSearched cause)
    {
        var tests = cause.Best is null ? cause.Tests : cause.Mended;
        printer.Line($"  {number}. ", cause.Best is null ? Ink.Bad("✗ ") : Ink.Good("✓ "), string.Join(", ", tests.Take(MostTests)), tests.Count > MostTests ? $" and {tests.Count - MostTests} more" : "");
        if (cause.Best is { } best)
        {
            printer.Line($"      {best.Path}:{best.Line}  {StoryTeller.Without(best.Reason, best.Line)}", Ink.Faint($"  {Rivals(cause)}"));
            return;
        }

        printer.Paragraph(cause.Unmended ?? "no patch was found", "      ", Tone.Faint);
    }

    private static string Rivals(CauseSearched cause) => (cause.Plausible - 1) switch
    {
        0 => "no other patch passes its tests",
        1 => $"1 other passes its tests{Confidence(cause)}",
        var others => $"{others} others pass its tests{Confidence(cause)}",
    };

    private static string Confidence(CauseSearched cause) => cause.Confidence is { } share ? $"; confidence {share:0.00}" : "";
}
