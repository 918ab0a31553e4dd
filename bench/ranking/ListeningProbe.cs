using System.Diagnostics;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Bench.Ranking;

/// <summary>Keeps what a probe told, and how long that took.</summary>
internal sealed class ListeningProbe(IBehaviourProbe probe) : IBehaviourProbe
{
    public BehaviourSurvey? Survey { get; private set; }

    public TimeSpan Elapsed { get; private set; }

    public async Task<BehaviourSurvey> SurveyAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        Survey = await probe.SurveyAsync(candidates, cancellationToken);
        Elapsed = Stopwatch.GetElapsedTime(started);
        return Survey;
    }
}
