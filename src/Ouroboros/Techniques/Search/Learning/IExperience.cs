namespace Ouroboros.Techniques.Search.Learning;

/// <summary>What all runs together have taught, kept between them.</summary>
public interface IExperience
{
    Task<Experience> RecallAsync(CancellationToken cancellationToken);

    /// <summary>Adds to the counts and keeps the fix. Durable when the task completes.</summary>
    Task KeepAsync(Lesson lesson, CancellationToken cancellationToken);
}

/// <summary>Counts over all runs, and accepted fixes, the latest first.</summary>
public sealed record Experience(IReadOnlyList<OperatorRecord> Operators, IReadOnlyList<RememberedFix> Fixes)
{
    public static Experience None { get; } = new([], []);
}

/// <summary>How an operator fared in all runs: tried, plausible, and applied with consent.</summary>
public sealed record OperatorRecord(string Language, string Operator, long Tried, long Plausible, long Accepted);

/// <summary>What one run taught.</summary>
/// <param name="Fix">The accepted repair, or null when none was.</param>
public sealed record Lesson(IReadOnlyList<OperatorRecord> Operators, RememberedFix? Fix);
