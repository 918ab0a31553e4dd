using Ouroboros.Cli.Output;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Presentation;

/// <summary>Tells what models were asked, what became of it, and what it cost.</summary>
internal sealed class ModelsTeller(Printer printer)
{
    private const int LongestReason = 160;

    public void Tell(RunStory story)
    {
        if (story.Models is not { } models)
            return;

        printer.Line();
        printer.Line(
            Ink.Strong("Asked"), $"  {string.Join(", ", story.Attempts.Select(a => a.Model).Distinct().DefaultIfEmpty("a model"))}: {Count(models.Agents, "try", "tries")}, ",
            $"{Count(story.Attempts.Count, "attempt", "attempts")}, {Spending.Of(new Charge(models.Tokens, models.Money))} in {StoryTeller.Seconds(models.Seconds)}");
        foreach (var refused in story.Attempts.Where(a => a.Gate is not null).GroupBy(a => a.Gate!))
            printer.Line(Ink.Faint($"  {Count(refused.Count(), "attempt", "attempts")} refused by {refused.Key}"));

        if (models.Plausible == 0 && models.Why.Length > 0)
            printer.Paragraph($"• {Short(models.Why)}", "  ");
    }

    private static string Count(int number, string one, string several) => $"{number} {(number == 1 ? one : several)}";

    private static string Short(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestReason ? line : line[..LongestReason] + "…";
    }
}
