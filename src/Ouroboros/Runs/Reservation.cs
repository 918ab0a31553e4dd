namespace Ouroboros.Runs;

/// <summary>
/// A part of a budget that is spoken for. Settled once with what was really used; what is never settled counts as used whole, since
/// nobody knows better.
/// </summary>
public sealed class Reservation : IDisposable
{
    private readonly Budget budget;
    private int settled;

    internal Reservation(Budget budget, Charge most) => (this.budget, Most) = (budget, most);

    public Charge Most { get; }

    public void Settle(Charge used)
    {
        if (Interlocked.Exchange(ref settled, 1) == 0)
            budget.Settle(Most, used);
    }

    public void Dispose() => Settle(Most);
}
