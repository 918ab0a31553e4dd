namespace Ouroboros.Techniques.Models.Resilience;

/// <summary>
/// Leaves a provider alone for a while after failures in a row: calls are refused without being sent. Then one is let through on trial while
/// the others wait for how it ends.
/// </summary>
public sealed class Breaker(string provider, ResilienceOptions resilience, TimeProvider clock, IModelObserver? observer)
{
    private readonly Lock gate = new();
    private int failures;
    private long? openedAt;
    private TaskCompletionSource? trial;

    /// <summary>Whether calls are refused or on trial.</summary>
    public bool IsOpen
    {
        get
        {
            lock (gate)
                return openedAt is not null;
        }
    }

    /// <returns>Whether the call is the trial.</returns>
    /// <exception cref="ModelTroubleException">The provider is left alone.</exception>
    internal async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task underWay;
            lock (gate)
            {
                if (openedAt is not { } since)
                    return false;
                if (resilience.BreakerCoolDown - clock.GetElapsedTime(since) is var left && left > TimeSpan.Zero)
                    throw Refusal(left);

                if (trial is null)
                {
                    trial = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    return true;
                }

                underWay = trial.Task;
            }

            await underWay.WaitAsync(cancellationToken);
        }
    }

    /// <param name="isTrial">As <see cref="EnterAsync"/> said.</param>
    /// <param name="hasAnswered">Whether the provider is there; null where the call tells nothing of that.</param>
    internal void Leave(bool isTrial, bool? hasAnswered)
    {
        TaskCompletionSource? ended = null;
        var opens = false;
        lock (gate)
        {
            if (hasAnswered == true)
                (failures, openedAt) = (0, null);

            // A call from before that fails late does not make the wait longer.
            else if (hasAnswered == false && (isTrial || (openedAt is null && ++failures >= resilience.BreakerFailures)))
                (openedAt, opens) = (clock.GetTimestamp(), true);

            if (isTrial)
                (ended, trial) = (trial, null);
        }

        if (opens)
            observer?.LeftAlone(provider, resilience.BreakerCoolDown);

        ended?.SetResult();
    }

    /// <summary>A server that refuses a request is there all the same.</summary>
    internal static bool? HasAnswered(ModelTrouble trouble) => trouble switch
    {
        ModelTrouble.Unauthorised or ModelTrouble.NotFound or ModelTrouble.TooLong or ModelTrouble.Rejected => true,
        ModelTrouble.Unaffordable or ModelTrouble.Broken => null,
        _ => false,
    };

    private ModelTroubleException Refusal(TimeSpan left) => new(
        ModelTrouble.Broken,
        $"{provider} failed {resilience.BreakerFailures} times in a row and is left alone for another {Math.Ceiling(left.TotalSeconds):0} s; nothing was sent. "
        + "See `ouro doctor`, or name another model to fall back on.")
    {
        RetryAfter = left,
    };
}
