using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing.Baselines;

namespace Ouroboros.Techniques.Secrets;

/// <summary>
/// Remembers no suite that speaks a secret. Clearing it would make the next search start from other values than this one; measuring
/// again costs only time.
/// </summary>
public sealed class DiscreetBaselines(IBaselineMemo inner, SecretRedactor redactor) : IBaselineMemo
{
    public Task<SuiteMeasure?> RecallAsync(string key, CancellationToken cancellationToken) => inner.RecallAsync(key, cancellationToken);

    public Task KeepAsync(string key, SuiteMeasure measure, CancellationToken cancellationToken) =>
        Texts(measure).Any(t => redactor.Redact(t) != t) ? inner.ForgetAsync(key, cancellationToken) : inner.KeepAsync(key, measure, cancellationToken);

    public Task ForgetAsync(string key, CancellationToken cancellationToken) => inner.ForgetAsync(key, cancellationToken);

    /// <summary>Whatever the program or its tests may have put into words; each once, for most are said by many tests.</summary>
    private static IEnumerable<string> Texts(SuiteMeasure measure) =>
        Texts(measure.Baseline).Concat(Texts(measure.Trace.Run))
            .Concat(measure.Trace.Observations.SelectMany(o => o.Samples.Append(o.Name)))
            .Distinct();

    private static IEnumerable<string> Texts(TestRun run)
    {
        if (run.Problem is { } problem)
            yield return problem;

        foreach (var result in run.Results)
        {
            yield return result.Name.Value;
            if (result.Failure is not { } failure)
                continue;

            yield return failure.Exception;
            yield return failure.Message;
            yield return failure.Output;
        }
    }
}
