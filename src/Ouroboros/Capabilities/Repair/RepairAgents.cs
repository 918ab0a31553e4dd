using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Mending;
using Ouroboros.Techniques.Agents.Reading;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Compression;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Lets agents repair, one after the other, each from the beginning and told why the one before came to nothing.</summary>
internal sealed class RepairAgents(
    RepairPlan plan, RepairModels models, ModelConduct conduct, ModelSurroundings around, RunLog log, TimeProvider clock) : IModelSource
{
    private const string Source = "repair/agent", Operator = "agent";
    private const int KeptExchanges = 4, CodePart = 2;

    public async Task<SourceOutcome> RunAsync(Budget budget, CancellationToken cancellationToken)
    {
        var found = new List<Candidate>();
        string? last = null;
        var ran = 0;
        while (ran < conduct.Basis.Candidates && budget.Spent is null)
        {
            var (candidate, ending) = await OneAsync(++ran, last, budget, cancellationToken);
            last = candidate is null ? ending.Reason : last;
            if (candidate is not null && found.All(f => f.Patch != candidate.Patch))
                found.Add(candidate);

            if ((found.Count > 0 && !conduct.WantsSeveral) || ending.End is AgentEnd.Budget or AgentEnd.Unreachable)
                break;
        }

        return new SourceOutcome(found, ran, last ?? budget.Spent ?? "");
    }

    private async Task<(Candidate? Candidate, AgentEnding Ending)> OneAsync(int number, string? last, Budget budget, CancellationToken cancellationToken)
    {
        var name = $"agent {number}";
        var model = models.Desk.NameOf(ModelRole.Reasoner).ToString();
        var draft = around.NewDraft();
        var judge = around.JudgeOf($"model:{model}", Operator);
        var attempts = 0;
        var tools = ToolsOver(draft, judge, (attempt, token) => log.RecordAsync(
            ModelEvents.Attempted, new ModelAttempted(name, model, ++attempts, attempt.Patch?.Hash.Hex, attempt.Gate, attempt.Why), token));
        var code = conduct.IsDirect ? around.Code(draft, conduct.Basis.ContextTokens / CodePart, models.Desk.Estimate, cancellationToken) : null;
        var task = new AgentTask(name, RepairBriefing.Conduct, RepairBriefing.Goal(plan, models.Fence, code, last), tools)
        {
            MostSteps = conduct.Basis.AgentSteps, MostOutputTokens = conduct.Basis.MaxOutputTokens, Temperature = conduct.Temperature, Effort = conduct.Basis.Effort,
            Seed = number == 1 ? null : unchecked(plan.Goal.Seed + number),
        };
        var loop = new AgentLoop(models.Desk.For(ModelRole.Reasoner, Source, budget), task, budget, log, clock, models.Witness, EarlierOf(name))
        {
            MostAttempts = conduct.Healing, Shorten = Shortening(budget),
        };
        var ending = await loop.RunAsync(cancellationToken);
        return (ending.End == AgentEnd.Solved && draft.Patch is { } patch ? judge.CandidateOf(patch) : null, ending);
    }

    private IReadOnlyList<AgentAnswered> EarlierOf(string name) => [.. models.Earlier.Where(e => e.Agent == name).OrderBy(e => e.Step)];

    /// <summary>Keeps a long conversation within what the configuration gives it, by the compressor's model where it has one of its own.</summary>
    private Func<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>, CancellationToken, Task<IReadOnlyList<Microsoft.Extensions.AI.ChatMessage>>> Shortening(Budget budget)
    {
        var model = models.Desk.HasOwn(ModelRole.Compressor) ? models.Desk.For(ModelRole.Compressor, "repair/compressor", budget) : null;
        var compactor = new ConversationCompactor(new Compressor(models.Desk.Estimate, model), models.Desk.Estimate, KeptExchanges);
        return async (messages, token) => (await compactor.CompactAsync(messages, conduct.Basis.ContextTokens, token)).Messages;
    }

    private IReadOnlyList<IAgentTool> ToolsOver(Draft draft, DraftJudge judge, Func<EditAttempt, CancellationToken, Task> attempted)
    {
        var fence = models.Fence;
        IAgentTool propose = new ProposeEditTool(draft, judge, fence, attempted);
        if (conduct.IsDirect)
            return [new ReadTool(draft, fence), propose, new GiveUpTool()];

        IReadOnlyList<TestName> failing = [.. plan.Failing.Select(f => f.Name)];
        return
        [
            new ListTool(draft), new ReadTool(draft, fence), new SearchTool(draft, fence), new GraphTool(draft, around.Symbols, fence),
            new AnalyseErrorTool(draft, fence, plan.Failing, plan.Suspects), propose, new UndoEditTool(draft),
            new RunTestsTool(draft, judge, fence, failing, plan.Baseline.Results.Select(r => r.Name).ToHashSet()), .. models.OwnTools(draft), new GiveUpTool(),
        ];
    }
}
