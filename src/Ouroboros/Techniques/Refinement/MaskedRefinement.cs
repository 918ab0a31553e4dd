using Microsoft.Extensions.AI;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Models.Configurations;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Refinement;

/// <summary>
/// Builds a patch as diffusion models build pictures: masks much of what is suspicious, has a model fill it, keeps what tests say is better, and
/// masks less and less. What a model answers is text of a stranger: it stands in a draft only where the syntax stays whole, and only tests judge it.
/// </summary>
/// <param name="model">Is asked by <see cref="Models.FillContent"/> or <see cref="Models.RewriteContent"/> alone.</param>
/// <param name="name">For the origin of candidates: <c>model:NAME</c>.</param>
/// <param name="tell">Hears every step; <see cref="BuildEvents.ModelRefined"/> is the kind to record it as.</param>
public sealed class MaskedRefinement(
    ISyntaxParser parser, IChatClient model, string name, BuildConfiguration configuration, Func<RefinementStep, CancellationToken, Task> tell)
{
    public RefinementForm Form { get; init; } = RefinementForm.Fill;

    public async Task<RefinementOutcome> RunAsync(RefinementBrief brief, IJury jury, Budget budget, CancellationToken cancellationToken)
    {
        var files = RefinedFile.Of(brief);
        var ledger = new RefinementLedger();
        var filler = new SpanFiller(model, configuration, new FillPrompt(brief, Form, configuration.ContextTokens), new DraftSyntax(parser), brief.Seed);
        var schedule = new MaskSchedule(configuration.RefinementSteps, configuration.Noise);
        if (files.Count == 0)
            ledger.End("there is no suspicious line in a file that could be worked on");

        // Every attempt begins anew with another chance, and yields one plausible draft at most.
        for (var number = 0; number < configuration.Candidates && ledger.Ended is null; number++)
        {
            var random = new Random(HashOf(brief.Seed, number));
            var chain = new RefinementChain(
                number, $"model:{name}", schedule, new SpanChoice(files, parser, random), filler, ledger, jury, budget, random);
            await chain.RunAsync(tell, cancellationToken);
        }

        return new RefinementOutcome(
            ledger.Plausible, ledger.Best, ledger.Steps, ledger.Judged, ledger.Tokens,
            ledger.Ended ?? $"all {configuration.Candidates} attempts were made", ledger.Exhausted);
    }

    // HashCode differs from process to process.
    private static int HashOf(long seed, int number) => unchecked((int)(seed ^ (seed >> 32)) + (number * (int)0x9E3779B1));
}
