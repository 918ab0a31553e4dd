using Ouroboros.Runs;
using Ouroboros.Workspaces;

namespace Ouroboros.Stages.Build;

/// <summary>
/// Remembers screenings of a run, so that a resumed run never tries a judged candidate again. A verdict holds for one panel alone: the
/// same candidate may mend one cause and not the next.
/// </summary>
public interface IScreeningMemo
{
    Task<IReadOnlyDictionary<PatchHash, Screening>> RecallAsync(RunId run, string panel, CancellationToken cancellationToken);

    /// <summary>Durable when the task completes. Meant for batches.</summary>
    Task RememberAsync(RunId run, string panel, IReadOnlyList<Screening> screenings, CancellationToken cancellationToken);
}
