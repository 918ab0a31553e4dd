using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models.Money;

public enum LedgerState
{
    /// <summary>Set aside and not settled: under way, or cut off by a kill. The amounts are the most it can have used.</summary>
    Reserved,

    /// <summary>Answered.</summary>
    Settled,

    /// <summary>It came to nothing; the amounts are what is billed all the same.</summary>
    Failed,
}

/// <summary>Who asks which model.</summary>
/// <param name="Source">Such as <c>repair/agent</c>.</param>
public sealed record CallSource(RunId? Run, string Source, ModelRole Role, ModelName Model);

/// <summary>One attempt to call a model, as it is accounted for.</summary>
/// <param name="Money">In US dollars, or null where the model has no price.</param>
public sealed record LedgerEntry(long Number, CallSource By, DateTimeOffset At, LedgerState State, TokenUse Tokens, decimal? Money)
{
    public TimeSpan Duration { get; init; }

    /// <summary>The kind of trouble, or null.</summary>
    public string? Trouble { get; init; }
}
