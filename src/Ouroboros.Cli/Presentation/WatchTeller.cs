using System.Globalization;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Cli.Presentation;

/// <summary>Shows how a watch stands.</summary>
internal sealed class WatchTeller(Printer printer)
{
    public void Tell(WatchStanding standing)
    {
        var now = !standing.IsAlive ? "not running" : standing.Wait is { } wait ? $"waiting for {wait.For}" : "at work";
        printer.Line(Ink.Strong("Watch"), $"  {now}");
        Totals(standing);
    }

    public void Totals(WatchStanding standing)
    {
        if (standing.Last is not { } last)
        {
            printer.Line("  no cycle so far");
            return;
        }

        var totals = standing.Totals;
        printer.Line($"  {totals.Cycles} cycles in all: {totals.Green} green, {totals.Mended} mended, {totals.Waiting} with a patch for you, "
            + $"{totals.Failed} without one, {totals.Troubled} in trouble; tests took {StoryTeller.Seconds(totals.AverageTestSeconds)} on average");
        var begun = last.BegunAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        printer.Line($"  last: cycle {last.Number} at {begun}, {(standing.LastEnd is { } end ? end.Reason : "not ended")}");
    }
}
