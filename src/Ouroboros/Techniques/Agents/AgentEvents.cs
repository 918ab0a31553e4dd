using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Agents;

/// <summary>The transcript of an agent, a fact at a time. What was answered is recorded before anything is done about it.</summary>
public static class AgentEvents
{
    public static EventKind<AgentBegun> Begun { get; } = new("agent.begun", AgentJson.Default.AgentBegun);

    public static EventKind<AgentAnswered> Answered { get; } = new("agent.answered", AgentJson.Default.AgentAnswered);

    public static EventKind<AgentObserved> Observed { get; } = new("agent.observed", AgentJson.Default.AgentObserved);

    public static EventKind<AgentEnded> Ended { get; } = new("agent.ended", AgentJson.Default.AgentEnded);
}

/// <param name="Agent">The name of the task.</param>
/// <param name="RequestBytes">Of all that is sent first: both messages and the tools.</param>
public sealed record AgentBegun(string Agent, string Model, string Conduct, string Goal, IReadOnlyList<string> Tools, int RequestBytes);

/// <param name="Text">What the model said beside its calls.</param>
public sealed record AgentAnswered(
    string Agent, int Step, string Model, string Text, IReadOnlyList<CallFact> Calls, string? Finish, long InputTokens, long OutputTokens, double Seconds);

/// <param name="Arguments">As JSON; as they came where they are none.</param>
/// <param name="IsNative">False where it was read out of the text.</param>
public sealed record CallFact(string Id, string Tool, string Arguments, bool IsNative);

public sealed record AgentObserved(string Agent, int Step, IReadOnlyList<ObservationFact> Observations);

/// <param name="Status">done, refused or solved.</param>
public sealed record ObservationFact(string Id, string Status, string Text);

public sealed record AgentEnded(string Agent, AgentEnd End, string Reason, int Steps, int Attempts);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AgentBegun))]
[JsonSerializable(typeof(AgentAnswered))]
[JsonSerializable(typeof(AgentObserved))]
[JsonSerializable(typeof(AgentEnded))]
internal sealed partial class AgentJson : JsonSerializerContext;
