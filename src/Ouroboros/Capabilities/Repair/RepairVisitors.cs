using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Agents.External;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Lets an agent of somebody else's work on a copy, and again with the reason when what it made failed.</summary>
internal sealed class RepairVisitors(
    RepairPlan plan, ExternalAgents agents, Func<string, string, string> fence, int healing, ModelSurroundings around, RepairParts parts, RunLog log) : IModelSource
{
    private const string Operator = "external-agent";

    public async Task<SourceOutcome> RunAsync(Budget budget, CancellationToken cancellationToken)
    {
        var name = agents.Options.Template.Name;
        using var pristine = await PristineCopy.TakeDiscreetlyAsync(parts.Roots, parts.Camera, plan.Snapshot.Root, agents.Staging, cancellationToken);
        var agent = new ExternalAgent(parts.Runner, pristine, agents.Staging, agents.Options, agents.Variable, text => fence("the failing tests", text), agents.Redact);
        var judge = around.JudgeOf($"agent:{name}", Operator);
        var why = "";
        for (var attempt = 1; attempt <= healing + 1 && budget.Spent is null; attempt++)
        {
            var goal = $"Make the failing tests of this project pass.{(why.Length > 0 ? $" An earlier attempt was refused: {why}" : "")}";
            var outcome = await agent.RunAsync(new AgentTask(goal, plan.Failing) { Suspects = plan.Suspects }, budget, cancellationToken);
            await log.RecordAsync(BuildEvents.AgentRan, outcome.ToEvent(agents.Options), cancellationToken);
            if (outcome.Candidate is not { } candidate)
                return new SourceOutcome([], attempt, outcome.Why ?? "it changed nothing");

            var judgement = await judge.JudgeAsync(candidate.Patch, cancellationToken);
            why = judgement.IsSolved ? "" : judgement.Refusal ?? "failing tests still fail";
            await log.RecordAsync(
                ModelEvents.Attempted,
                new ModelAttempted(name, $"agent:{name}", attempt, candidate.Patch.Hash.Hex, judgement.IsSolved ? null : judgement.Gate ?? "tests", judgement.IsSolved ? null : why),
                cancellationToken);
            if (judgement.IsSolved)
                return new SourceOutcome([judge.CandidateOf(candidate.Patch)], attempt, "every gate let its patch pass");
        }

        return new SourceOutcome([], healing + 1, why.Length > 0 ? why : budget.Spent ?? "");
    }
}

/// <summary>Agents of somebody else's: how they are started and what they get.</summary>
/// <param name="Variable">The value of a variable of the person's, which only those named in the options are given.</param>
/// <param name="Staging">An existing directory of the user's own, where copies are made.</param>
public sealed record ExternalAgents(AgentOptions Options, Func<string, string?> Variable, Func<string, string> Redact, string Staging);
