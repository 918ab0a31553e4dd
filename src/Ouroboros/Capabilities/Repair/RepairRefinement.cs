using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Refinement;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Has a model fill what is masked, judged by the trials that judge the candidates of the search.</summary>
internal sealed class RepairRefinement(
    RepairPlan plan, RepairModels models, ModelConduct conduct, RepairSearch search, ModelSurroundings around, ISyntaxParser parser, RunLog log) : IModelSource
{
    public async Task<SourceOutcome> RunAsync(Budget budget, CancellationToken cancellationToken)
    {
        var name = models.Desk.NameOf(ModelRole.Generator).ToString();
        var refinement = new MaskedRefinement(
            parser, models.Desk.For(ModelRole.Generator, "repair/refinement", budget), name, conduct.Basis,
            (step, token) => log.RecordAsync(BuildEvents.ModelRefined, step, token));
        var brief = new RefinementBrief(
            plan.Snapshot, path => around.WhyNotRead(path) is null ? around.Read(path) : null, plan.Suspects, plan.Failing, plan.Goal.Seed);
        await using var trials = await search.OpenTrialsAsync(plan.Failing, cancellationToken);
        var outcome = await refinement.RunAsync(brief, trials, budget, cancellationToken);
        return new SourceOutcome(outcome.Plausible, conduct.Basis.Candidates, outcome.Ended);
    }
}
