namespace Ouroboros.Techniques.Agents;

public enum AgentEnd
{
    /// <summary>What was asked for was seen to be done: by tests, never by words.</summary>
    Solved,

    /// <summary>It was asked a question and answered.</summary>
    Answered,
    GaveUp,

    /// <summary>A limit of the run was reached.</summary>
    Budget,

    /// <summary>Its calls could not be understood several times in a row.</summary>
    Format,

    /// <summary>It did the same again and again.</summary>
    Stuck,

    /// <summary>No model answered any more.</summary>
    Unreachable,
}

/// <summary>How the work of an agent ended, and why.</summary>
/// <param name="Reason">In its words where it gave up or answered, else in ours.</param>
public sealed record AgentEnding(AgentEnd End, string Reason, int Steps);
