using System.Globalization;
using Ouroboros.Workspaces;

namespace Ouroboros.Adapters.Files;

/// <summary>
/// Ends the own process with SIGKILL at a chosen place, to prove that no crash does harm. <c>rename:before</c> is the
/// first such place, <c>rename:before:3</c> the third, <c>*:17</c> the seventeenth of all.
/// </summary>
public sealed class KillingFailPoints(string chosen, int countdown) : IFailPoints
{
    public const string Variable = "OURO_FAILPOINT";

    private int left = countdown;

    public static IFailPoints FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } place ? Parse(place) : NoFailPoints.Instance;

    public void Hit(string name)
    {
        if ((chosen == "*" || chosen == name) && Interlocked.Decrement(ref left) == 0)
            _ = Libc.kill(Environment.ProcessId, 9);
    }

    private static KillingFailPoints Parse(string place)
    {
        var colon = place.LastIndexOf(':');
        return colon > 0 && int.TryParse(place.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new KillingFailPoints(place[..colon], count)
            : new KillingFailPoints(place, 1);
    }
}
