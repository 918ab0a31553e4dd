using Ouroboros.Techniques.Patience;

namespace Ouroboros.Techniques.Models.Resilience;

/// <summary>How calls to models bear trouble.</summary>
public sealed record ResilienceOptions
{
    /// <summary>How often a call is tried again when its trouble may pass.</summary>
    public int MostRetries { get; init; } = 3;

    /// <summary>The pauses before it.</summary>
    public Backoff Backoff { get; init; } = Backoff.Default;

    /// <summary>The longest pause, whatever a server asks for.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>After how many failures in a row a provider is left alone.</summary>
    public int BreakerFailures { get; init; } = 5;

    /// <summary>For how long it is left alone.</summary>
    public TimeSpan BreakerCoolDown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a provider is called in a minute at most, or null.</summary>
    public int? CallsPerMinute { get; init; }
}
