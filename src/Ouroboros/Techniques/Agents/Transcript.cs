using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Agents.Calls;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Techniques.Agents;

/// <summary>Between what a model says, what the journal keeps of it, and what it is told.</summary>
internal static class Transcript
{
    public static AgentAnswered FactOf(string agent, int step, ChatResponse response, IReadOnlyList<AgentCall> calls, TimeSpan duration) => new(
        agent, step, response.ModelId ?? "", response.Text, [.. calls.Select(c => new CallFact(c.Id, c.Tool, c.Raw, c.IsNative))],
        response.FinishReason?.Value, response.Usage?.InputTokenCount ?? 0, response.Usage?.OutputTokenCount ?? 0, duration.TotalSeconds);

    public static AgentObserved FactOf(string agent, int step, IReadOnlyList<(AgentCall Call, Observation Observation)> seen) => new(
        agent, step, [.. seen.Select(s => new ObservationFact(s.Call.Id, s.Observation.Status.ToString().ToLowerInvariant(), s.Observation.Text))]);

    /// <summary>An answer as it was given, from the journal.</summary>
    public static ChatResponse ResponseOf(AgentAnswered fact)
    {
        List<AIContent> contents = fact.Text.Length > 0 ? [new TextContent(fact.Text)] : [];
        contents.AddRange(fact.Calls.Where(c => c.IsNative).Select(c => CallContents.Of(c.Id, c.Tool, c.Arguments)));
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents))
        {
            ModelId = fact.Model, FinishReason = fact.Finish is { } finish ? new ChatFinishReason(finish) : null,
        };
    }

    /// <summary>What goes back: results of calls as such, and of what was read out of a text in words.</summary>
    public static IEnumerable<ChatMessage> MessagesOf(IReadOnlyList<(AgentCall Call, Observation Observation)> seen)
    {
        var native = seen.Where(s => s.Call.IsNative).Select(AIContent (s) => new FunctionResultContent(s.Call.Id, s.Observation.Text)).ToList();
        if (native.Count > 0)
            yield return new ChatMessage(ChatRole.Tool, native);

        var written = seen.Where(s => !s.Call.IsNative).Select(s => $"{s.Call.Tool}:\n{s.Observation.Text}").ToList();
        if (written.Count > 0)
            yield return new ChatMessage(ChatRole.User, string.Join("\n\n", written));
    }

    /// <summary>The same pieces, each told to a witness on its way.</summary>
    public static async IAsyncEnumerable<ChatResponseUpdate> HeardBy(
        this IAsyncEnumerable<ChatResponseUpdate> pieces, IAgentWitness? witness, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            foreach (var content in piece.Contents)
            {
                if (content is TextContent { Text.Length: > 0 } text)
                    witness?.Thought(text.Text);
                else if (content is TextReasoningContent { Text.Length: > 0 } reasoning)
                    witness?.Thought(reasoning.Text);
            }

            yield return piece;
        }
    }
}
