using Ouroboros.Runs;
using Ouroboros.Workspaces;

namespace Ouroboros.Stages.Build;

/// <summary>Remembers screenings of a run, so that a resumed run never tries a judged candidate again.</summary>
public interface IScreeningMemo
{
    Task<IReadOnlyDictionary<PatchHash, Screening>> RecallAsync(RunId run, CancellationToken cancellationToken);

    /// <summary>Durable when the task completes. Meant for batches.</summary>
    Task RememberAsync(RunId run, IReadOnlyList<Screening> screenings, CancellationToken cancellationToken);
}
