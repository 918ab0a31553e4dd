using Ouroboros.Runs;
using Ouroboros.Stages.Build;

namespace Ouroboros.Capabilities.Repair;

/// <summary>A way in which something other than the search proposes patches. What it proposes was let pass by every gate once.</summary>
internal interface IModelSource
{
    Task<SourceOutcome> RunAsync(Budget budget, CancellationToken cancellationToken);
}

/// <summary>What a source came to.</summary>
/// <param name="Ran">How many tries it made.</param>
/// <param name="Why">Why it ended.</param>
internal sealed record SourceOutcome(IReadOnlyList<Candidate> Found, int Ran, string Why);
