using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Mending;
using Ouroboros.Techniques.Agents.Reading;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Models;
using Ouroboros.Workspaces;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Lets agents repair, one after the other, each from the beginning and told why the one before came to nothing.</summary>
internal sealed class RepairAgents(
    RepairPlan plan, IModelDesk desk, ModelConduct conduct, IReadOnlyList<IGate> gates, IGate suite, ModelSurroundings around, RunLog log, TimeProvider clock)
{
    private const string Source = "repair/agent", Operator = "agent";

    public async Task<AgentsOutcome> RunAsync(Budget budget, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>();
        string? last = null;
        var ran = 0;
        while (ran < conduct.Candidates && budget.Spent is null)
        {
            var (candidate, ending) = await OneAsync($"agent {++ran}", last, budget, cancellationToken);
            last = ending.Reason;
            if (candidate is not null && found.All(f => f.Patch != candidate.Patch))
                found.Add(candidate);

            if ((found.Count > 0 && !conduct.WantsSeveral) || ending.End is AgentEnd.Budget or AgentEnd.Unreachable)
                break;
        }

        return new AgentsOutcome(found, ran, last ?? budget.Spent ?? "");
    }

    private async Task<(Candidate? Candidate, AgentEnding Ending)> OneAsync(string name, string? last, Budget budget, CancellationToken cancellationToken)
    {
        var model = desk.NameOf(ModelRole.Reasoner).ToString();
        var draft = new Draft(plan.Snapshot, around.Read, around.WhyNotRead);
        var judge = new DraftJudge(plan, gates, suite, patch => OriginOf(patch, model));
        var attempts = 0;
        var tools = ToolsOver(draft, judge, (attempt, token) => log.RecordAsync(
            ModelEvents.Attempted,
            new ModelAttempted(name, model, ++attempts, attempt.Patch?.Hash.Hex, attempt.Gate, attempt.Why), token));
        var task = new AgentTask(name, RepairBriefing.Conduct, RepairBriefing.Goal(plan, around.Fence, last), tools)
        {
            MostSteps = conduct.Steps, MostOutputTokens = conduct.OutputTokens, Temperature = conduct.Temperature, Effort = conduct.Effort,
        };
        var loop = new AgentLoop(desk.For(ModelRole.Reasoner, Source, budget), task, budget, log, clock, around.Witness, around.Earlier(name)) { MostAttempts = conduct.Healing };
        var ending = await loop.RunAsync(cancellationToken);
        return (ending.End == AgentEnd.Solved && draft.Patch is { } patch ? judge.CandidateOf(patch) : null, ending);
    }

    private IReadOnlyList<IAgentTool> ToolsOver(Draft draft, DraftJudge judge, Func<EditAttempt, CancellationToken, Task> attempted)
    {
        IReadOnlyList<TestName> failing = [.. plan.Failing.Select(f => f.Name)];
        IAgentTool propose = new ProposeEditTool(draft, judge, around.Fence, attempted);
        if (conduct.IsDirect)
            return [new ReadTool(draft, around.Fence), propose, new GiveUpTool()];

        return
        [
            new ListTool(draft), new ReadTool(draft, around.Fence), new SearchTool(draft, around.Fence),
            new AnalyseErrorTool(draft, around.Fence, plan.Failing, plan.Suspects), propose, new UndoEditTool(draft),
            new RunTestsTool(draft, judge, around.Fence, failing, plan.Baseline.Results.Select(r => r.Name).ToHashSet()), .. around.OwnTools(draft), new GiveUpTool(),
        ];
    }

    /// <summary>Where a patch begins, for people and for the risk.</summary>
    private Origin OriginOf(Patch patch, string model)
    {
        var first = patch.Files[0];
        var line = first is ChangeFile { Edits: [var edit, ..] } && around.Read(first.Path) is { } text
            ? text.AsSpan(0, Math.Min(edit.Start, text.Length)).Count((byte)'\n') + 1
            : 1;
        var more = patch.Files.Count > 1 ? $" and {patch.Files.Count - 1} more files" : "";
        return new Origin($"model:{model}", Operator, $"proposed by {model} for {first.Path}{more}", first.Path, line);
    }
}

/// <summary>What agents came to.</summary>
/// <param name="Why">Why the last one ended.</param>
internal sealed record AgentsOutcome(IReadOnlyList<Candidate> Found, int Ran, string Why);

/// <summary>How agents go about it.</summary>
internal sealed record ModelConduct(int Candidates, int Steps, int Healing, int OutputTokens, float Temperature, string? Effort)
{
    /// <summary>Whether it goes on when one was found, for others to choose from.</summary>
    public bool WantsSeveral { get; init; }

    /// <summary>Whether it has the tools for reading and editing alone.</summary>
    public bool IsDirect { get; init; }
}

/// <summary>What is around an agent: files, fences, who watches, and what an earlier attempt at the run was answered.</summary>
internal sealed record ModelSurroundings(
    Func<RepoPath, byte[]?> Read, Func<RepoPath, string?> WhyNotRead, Fencing Fence, IAgentWitness? Witness,
    Func<string, IReadOnlyList<AgentAnswered>> Earlier, Func<Draft, IReadOnlyList<IAgentTool>> OwnTools);
