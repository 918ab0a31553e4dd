namespace Ouroboros.Techniques.Models.Resilience;

/// <summary>Lets so many calls a minute through, in the order in which they came; whoever is over waits.</summary>
public sealed class RateLimit(string provider, int perMinute, TimeProvider clock, IModelObserver? observer)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly long origin = clock.GetTimestamp();
    private readonly Lock gate = new();

    // When each of the last calls went or will go, in order. A call has its turn from the moment it comes, so nobody overtakes.
    private readonly List<TimeSpan> turns = [];

    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (turn, pause) = Take();
        if (pause <= TimeSpan.Zero)
            return;

        observer?.AwaitsTurn(provider, pause);
        try
        {
            await Task.Delay(pause, clock, cancellationToken);
        }
        catch
        {
            lock (gate)
                turns.Remove(turn);

            throw;
        }
    }

    private (TimeSpan Turn, TimeSpan Pause) Take()
    {
        lock (gate)
        {
            var now = clock.GetElapsedTime(origin);
            while (turns.Count > perMinute && turns[0] + Minute <= now)
                turns.RemoveAt(0);

            var free = turns.Count < perMinute ? now : turns[^perMinute] + Minute;
            var turn = free > now ? free : now;
            turns.Add(turn);
            return (turn, turn - now);
        }
    }
}
