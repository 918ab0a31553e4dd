using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>What the unedited program and the candidates were seen to do on the same inputs.</summary>
/// <param name="Functions">The functions that were called, as <c>path:Class.name</c>.</param>
/// <param name="Outcomes">Every outcome once; behaviours hold their places.</param>
/// <param name="Candidates">Candidates that could be compared; others are absent.</param>
/// <param name="Unknown">Why nothing is known, or null.</param>
public sealed record BehaviourSurvey(
    IReadOnlyList<string> Functions, IReadOnlyList<ProbedInput> Inputs, IReadOnlyList<ProbedOutcome> Outcomes, Behaviour Original,
    IReadOnlyDictionary<PatchHash, Behaviour> Candidates, string? Unknown)
{
    public static BehaviourSurvey Nothing(string reason) =>
        new([], [], [], Behaviour.None, new Dictionary<PatchHash, Behaviour>(), reason);

    /// <summary>The outcome of a behaviour on an input, or null where it was not run so far.</summary>
    public ProbedOutcome? Of(Behaviour behaviour, int input) => behaviour.Did[input] is var at and >= 0 ? Outcomes[at] : null;
}

/// <summary>One call.</summary>
/// <param name="Call">For people: <c>percent_for(10)</c>.</param>
/// <param name="NearFailing">Whether a failing test called so, or nearly so; otherwise one that passes did.</param>
/// <param name="Seen">Whether a test made this very call.</param>
/// <param name="Odd">Whether it breaks what all seen calls have in common, such as sorted lists.</param>
public sealed record ProbedInput(string Call, bool NearFailing, bool Seen, bool Odd);

public enum ProbedEnd
{
    Returned,
    Raised,

    /// <summary>Out of fuel.</summary>
    Endless,
}

/// <param name="Type">Of the result; empty when there was none.</param>
/// <param name="Words">For people, after the call: <c>is 5</c>, <c>raises KeyError</c>.</param>
public sealed record ProbedOutcome(ProbedEnd End, string Type, string Words);

/// <summary>What one program did.</summary>
/// <param name="Did">For each input the place of its outcome, or -1 where all fuel was gone.</param>
/// <param name="Fuel">For each input what it burnt.</param>
/// <param name="Returned">How many calls returned.</param>
/// <param name="BrokenHints">How many of these returned another type than the function promises.</param>
/// <param name="FailedExamples">How many examples of the functions' documentation do not hold.</param>
public sealed record Behaviour(
    IReadOnlyList<int> Did, IReadOnlyList<long> Fuel, int Returned, int BrokenHints, int FailedExamples, int Examples)
{
    public static Behaviour None { get; } = new([], [], 0, 0, 0, 0);
}
