using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Agents.Drafts;

/// <summary>What became of a draft before the gates and the tests.</summary>
/// <param name="Refusal">What a gate has against it, with place and excerpt; null where none has. What is refused is not kept.</param>
/// <param name="Tests">The tests that were run; null where it did not come to that.</param>
/// <param name="IsSolved">Whether every gate let it pass, the suite included.</param>
public sealed record DraftJudgement(string? Gate, string? Refusal, TestRun? Tests, bool IsSolved);

/// <summary>Judges drafts by the gates that judge every patch, and runs tests over them.</summary>
public interface IDraftJudge
{
    Task<DraftJudgement> JudgeAsync(Patch patch, CancellationToken cancellationToken);

    /// <summary>Runs tests over a draft, or over the workspace as it is. A null selection is the whole suite.</summary>
    Task<TestRun> RunAsync(IReadOnlyList<TestName>? selection, Patch? patch, CancellationToken cancellationToken);
}
