using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing;

/// <summary>Tells plausible candidates apart by what the functions they edit do on inputs that no test tried.</summary>
public interface IBehaviourProbe
{
    /// <summary>Runs the unedited program and every candidate on the same inputs. What hinders it is told in the survey, never thrown.</summary>
    /// <param name="candidates">Best first; the inputs follow from all of them together.</param>
    Task<BehaviourSurvey> SurveyAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken);
}

/// <summary>What a probe starts from. Same brief and candidates, same survey.</summary>
/// <param name="Failing">Tests whose calls the faulty functions are seen in.</param>
/// <param name="Guarding">Tests that show what must stay as it is.</param>
/// <param name="Trace">Which tests run which lines, and what each costs.</param>
public sealed record ProbeBrief(
    IReadOnlyList<TestName> Failing, IReadOnlyList<TestName> Guarding, TestTrace Trace, long Seed, int Seats);

/// <summary>Stands in where nobody compares behaviours.</summary>
public sealed class NoProbe(string reason) : IBehaviourProbe
{
    public static NoProbe Instance { get; } = new("no comparison exists for this kind of project");

    public Task<BehaviourSurvey> SurveyAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken) =>
        Task.FromResult(BehaviourSurvey.Nothing(reason));
}
