using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Stages.Build;

/// <summary>A patch somebody proposes, with who and why.</summary>
/// <param name="Prior">How likely it looked before it was tried, from 0 to 1.</param>
public sealed record Candidate(Patch Patch, Origin Origin, double Prior)
{
    /// <summary>The failing tests that it shall turn green; null for all of the plan's.</summary>
    public IReadOnlyList<TestName>? Mends { get; init; }

    /// <summary>The repairs of single causes that it joins; empty where it is one by itself.</summary>
    public IReadOnlyList<Candidate> Parts { get; init; } = [];
}

/// <summary>Who made a candidate and why.</summary>
/// <param name="Source">The engine or model: <c>search</c>, <c>model:NAME</c> …</param>
/// <param name="Operator">The edit's name in its table, such as <c>compare-boundary</c>.</param>
/// <param name="Reason">For people, such as <c>line 12: `&lt;` became `&lt;=`</c>.</param>
public sealed record Origin(string Source, string Operator, string Reason, RepoPath Path, int Line);

/// <summary>What the quick trial of a candidate showed. Only <see cref="ScreeningOutcome.Plausible"/> goes on to the gates.</summary>
/// <param name="DecidedBy">The test that decided, or null.</param>
/// <param name="Turned">Tests red before that this candidate turned green, as far as it was run.</param>
public sealed record Screening(
    PatchHash Patch, ScreeningOutcome Outcome, TestName? DecidedBy, IReadOnlyList<TestName> Turned, long Fuel, TimeSpan Duration);

public enum ScreeningOutcome
{
    /// <summary>Every failing test and every covering test passed.</summary>
    Plausible,
    StillFailing,
    BreaksPassing,
    OutOfFuel,
    TimedOut,
    Crashed,

    /// <summary>The program no longer compiles or imports.</summary>
    Broken,
}

/// <summary>Gives verdicts while a search searches. Memoised by patch hash; a timeout under load is never final.</summary>
public interface IJury
{
    /// <summary>How many candidates are worth having under trial at once.</summary>
    int Seats { get; }

    /// <summary>How many candidates are worth trying in one go; 1 where each is tried by itself.</summary>
    int Together => 1;

    /// <summary>Done when somebody is there to try something. What is worth trying in one go is better gathered by then.</summary>
    Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken);

    /// <summary>Tries several in one go. A null stands for one that must be tried by itself.</summary>
    Task<IReadOnlyList<Screening?>> ScreenTogetherAsync(IReadOnlyList<Candidate> candidates, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Screening?>>(new Screening?[candidates.Count]);
}
