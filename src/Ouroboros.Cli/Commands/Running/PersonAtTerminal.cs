using Ouroboros.Cli.Output;
using Ouroboros.Cli.Progress;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Review;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Shows the patch and asks the person at the terminal.</summary>
internal sealed class PersonAtTerminal(Surroundings here, LiveProgress progress, Action present) : IApprover
{
    public async Task<Decision> DecideAsync(WorkPlan plan, Assessment assessment, CancellationToken cancellationToken)
    {
        progress.Pause();
        present();
        here.Notes.Line();
        if (assessment.IsPartial)
            here.Notes.Line(Ink.Caution("It mends a part: "), $"{assessment.Remaining.Count} failing {(assessment.Remaining.Count == 1 ? "test stays" : "tests stay")} red.");

        here.Notes.Write(Ink.Strong(assessment.IsPartial ? "Apply this part? " : "Apply this patch? "), "[y/N] ");
        var answer = (await ReadLineAsync(cancellationToken))?.Trim().ToLowerInvariant();
        return answer is "y" or "yes"
            ? new Decision(true, Environment.UserName, "Approved at the terminal.")
            : new Decision(false, Environment.UserName, "Declined at the terminal; nothing was applied.");
    }

    // The console's own reading cannot be cancelled, and Ctrl-C must not wait for the Enter key.
    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        await Task.Run(() => here.Input().ReadLine(), CancellationToken.None).WaitAsync(cancellationToken);
}

/// <summary>A person who said yes on the command line, before anything was known of the patch.</summary>
/// <param name="partial">Whether the yes is meant for a part of the repair as well.</param>
internal sealed class PersonWhoSaidYes(bool partial) : IApprover
{
    public Task<Decision> DecideAsync(WorkPlan plan, Assessment assessment, CancellationToken cancellationToken) => Task.FromResult(
        assessment.IsPartial && !partial
            ? new Decision(false, "rule", $"The patch leaves {assessment.Remaining.Count} of the failing tests red, and --yes alone does not mean a part; add --partial.")
            : new Decision(true, Environment.UserName, "Approved beforehand with --yes."));
}
