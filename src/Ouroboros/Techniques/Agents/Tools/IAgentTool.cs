using System.Text.Json;

namespace Ouroboros.Techniques.Agents.Tools;

/// <summary>Something an agent can ask for. What it asks is hostile input; what a tool tells of files is data in a fence.</summary>
public interface IAgentTool
{
    string Name { get; }

    /// <summary>For the model: what it does, in a sentence.</summary>
    string Description { get; }

    /// <summary>The JSON schema of its arguments.</summary>
    JsonElement Schema { get; }

    /// <exception cref="ToolMisuseException">The arguments are wrong; the message says how they should be.</exception>
    Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken);
}

public enum ObservationStatus
{
    Done,

    /// <summary>It was not done; the text says why.</summary>
    Refused,

    /// <summary>It was done, and with it the task: by what was recorded, not by what anybody said.</summary>
    Solved,

    /// <summary>The agent asked to end.</summary>
    GivenUp,
}

/// <summary>What a tool has to say.</summary>
public sealed record Observation(string Text, ObservationStatus Status = ObservationStatus.Done)
{
    public bool IsRefused => Status == ObservationStatus.Refused;

    /// <summary>Whether it was an attempt at the task that failed. Attempts are counted.</summary>
    public bool IsFailedAttempt { get; init; }

    public static Observation Refused(string why) => new(why, ObservationStatus.Refused);
}

/// <summary>A tool was called in a way it cannot be.</summary>
public sealed class ToolMisuseException(string message) : Exception(message);
