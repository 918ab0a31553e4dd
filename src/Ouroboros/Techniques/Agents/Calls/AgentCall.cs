using System.Text.Json;

namespace Ouroboros.Techniques.Agents.Calls;

/// <summary>A call as an answer asks for it.</summary>
/// <param name="Arguments">An object; undefined where they cannot be read.</param>
/// <param name="Raw">As they came.</param>
/// <param name="IsNative">False where it was read out of the text of the answer.</param>
/// <param name="Problem">Why it cannot be done as it stands, for the model; null where it can be tried.</param>
public sealed record AgentCall(string Id, string Tool, JsonElement Arguments, string Raw, bool IsNative, string? Problem);
