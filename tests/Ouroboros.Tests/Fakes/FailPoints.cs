using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Fakes;

/// <summary>Does something once at a chosen place: what another process might do in that very moment.</summary>
internal sealed class ActingFailPoints(string place, int skip, Action act) : IFailPoints
{
    private int left = skip;

    public bool Acted { get; private set; }

    public void Hit(string name)
    {
        if (Acted || name != place || left-- > 0)
            return;

        Acted = true;
        act();
    }
}

/// <summary>Nothing of the product catches it, and nothing works after it: the process is as good as dead.</summary>
internal sealed class SimulatedCrashException : Exception;

/// <summary>Crashes at the n-th place, and stays dead.</summary>
internal sealed class CrashingFailPoints(int at) : IFailPoints
{
    private int left = at;

    /// <summary>Counts anew from here.</summary>
    public void CrashAt(int place) => left = place;

    public void Hit(string name)
    {
        if (--left <= 0)
            throw new SimulatedCrashException();
    }
}
