using System.Text;
using Microsoft.Extensions.AI;
using Ouroboros.Runs;
using Ouroboros.Techniques.Agents.Calls;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.EditFormats;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Techniques.Agents;

/// <summary>
/// One agent: a linear history, one step after the other. The model says what to do next, tools do it, and what they saw goes back. It
/// ends by what was recorded or by a limit, never because the model says it is done.
/// </summary>
/// <param name="earlier">Answers that an interrupted run paid for already; they stand for the first ones.</param>
public sealed class AgentLoop(
    IChatClient model, AgentTask task, Budget budget, RunLog log, TimeProvider clock, IAgentWitness? witness, IReadOnlyList<AgentAnswered> earlier)
{
    private const int MostCallsAtOnce = 8, MostMisunderstood = 3;
    private const string Nudge = "That was no call of a tool. Call one now: read on, propose an edit, or give up with your reason.";

    private readonly List<ChatMessage> history = [new(ChatRole.System, task.Conduct), new(ChatRole.User, task.Goal)];
    private readonly CallReader calls = new(task.Tools, AnswerEdits.Holds);
    private readonly StuckWatch watch = new();
    private readonly ChatOptions options = OptionsOf(task);
    private int attempts;
    private int misunderstood;

    /// <summary>How many attempts at the task may fail before it ends.</summary>
    public int MostAttempts { get; init; } = int.MaxValue;

    /// <summary>Keeps a history that grows beyond what the model reads.</summary>
    public Func<IReadOnlyList<ChatMessage>, CancellationToken, Task<IReadOnlyList<ChatMessage>>>? Shorten { get; init; }

    public async Task<AgentEnding> RunAsync(CancellationToken cancellationToken)
    {
        await log.RecordAsync(AgentEvents.Begun, Opening(), cancellationToken);
        var ending = await WorkAsync(cancellationToken);
        await log.RecordAsync(AgentEvents.Ended, new AgentEnded(task.Name, ending.End, ending.Reason, ending.Steps, attempts), cancellationToken);
        return ending;
    }

    private async Task<AgentEnding> WorkAsync(CancellationToken cancellationToken)
    {
        for (var step = 1; step <= task.MostSteps; step++)
        {
            if (!budget.TryReserveStep())
                return new AgentEnding(AgentEnd.Budget, $"{budget.Spent ?? "a limit"} was reached", step - 1);

            try
            {
                var response = await AnswerAsync(step, cancellationToken);
                history.AddRange(response.Messages);
                if (await GoOnAsync(response, step, cancellationToken) is { } ending)
                    return ending;
            }
            catch (ModelTroubleException trouble)
            {
                var end = trouble.Trouble == ModelTrouble.Unaffordable ? AgentEnd.Budget : AgentEnd.Unreachable;
                return new AgentEnding(end, trouble.Message, step - 1);
            }
        }

        return new AgentEnding(AgentEnd.Budget, $"its {task.MostSteps} steps are used up", task.MostSteps);
    }

    /// <summary>The next answer, on record before anything is done about it.</summary>
    private async Task<ChatResponse> AnswerAsync(int step, CancellationToken cancellationToken)
    {
        if (step <= earlier.Count)
            return Transcript.ResponseOf(earlier[step - 1]);

        var started = clock.GetTimestamp();
        IReadOnlyList<ChatMessage> sent = Shorten is null ? history : await Shorten(history, cancellationToken);
        var response = await model.GetStreamingResponseAsync(sent, options, cancellationToken).HeardBy(witness, cancellationToken).ToChatResponseAsync(cancellationToken);
        var fact = Transcript.FactOf(task.Name, step, response, calls.Read(response, step), clock.GetElapsedTime(started));
        await log.RecordAsync(AgentEvents.Answered, fact, cancellationToken);
        witness?.Spent(budget.Used);
        return response;
    }

    private async Task<AgentEnding?> GoOnAsync(ChatResponse response, int step, CancellationToken cancellationToken)
    {
        var asked = calls.Read(response, step);
        if (asked.Count == 0)
            return WithoutCall(response, step);

        var seen = new List<(AgentCall Call, Observation Observation)>();
        foreach (var call in asked)
            seen.Add((call, seen.Count < MostCallsAtOnce ? await UseAsync(call, cancellationToken) : Observation.Refused($"Not done: at most {MostCallsAtOnce} calls are done in one step.")));

        history.AddRange(Transcript.MessagesOf(seen));
        await log.RecordAsync(AgentEvents.Observed, Transcript.FactOf(task.Name, step, seen), cancellationToken);
        return EndingOf(seen, step);
    }

    private AgentEnding? WithoutCall(ChatResponse response, int step)
    {
        var text = response.Text.Trim();
        if (task.WantsWords && text.Length > 0)
            return new AgentEnding(AgentEnd.Answered, text, step);

        if (watch.SeeWords())
            return new AgentEnding(AgentEnd.GaveUp, text.Length > 0 ? Clipping.Of(text) : response.FinishReason == ChatFinishReason.ContentFilter ? "the model refused to answer" : "its answers were empty", step);

        history.Add(new ChatMessage(ChatRole.User, Nudge));
        return null;
    }

    private async Task<Observation> UseAsync(AgentCall call, CancellationToken cancellationToken)
    {
        if (call.Problem is { } problem)
        {
            misunderstood++;
            return Observation.Refused(problem);
        }

        try
        {
            var seen = await task.Tools.First(t => t.Name == call.Tool).UseAsync(new ToolArguments(call.Arguments), cancellationToken);
            misunderstood = 0;
            return seen with { Text = Clipping.Of(seen.Text) };
        }
        catch (ToolMisuseException misuse)
        {
            misunderstood++;
            return Observation.Refused($"{call.Tool}: {misuse.Message}");
        }
    }

    private AgentEnding? EndingOf(List<(AgentCall Call, Observation Observation)> seen, int step)
    {
        attempts += seen.Count(s => s.Observation.IsFailedAttempt);
        if (seen.Any(s => s.Observation.Status == ObservationStatus.Solved))
            return new AgentEnding(AgentEnd.Solved, "every gate let its patch pass", step);

        if (seen.FirstOrDefault(s => s.Observation.Status == ObservationStatus.GivenUp).Observation is { } given)
            return new AgentEnding(AgentEnd.GaveUp, given.Text, step);

        if (misunderstood >= MostMisunderstood)
            return new AgentEnding(AgentEnd.Format, $"{misunderstood} calls in a row could not be understood; the last: {seen[^1].Observation.Text}", step);

        if (attempts > MostAttempts)
            return new AgentEnding(AgentEnd.GaveUp, $"its attempt and {MostAttempts} further ones failed", step);

        return Stuck(seen) is { } why ? new AgentEnding(AgentEnd.Stuck, why, step) : null;
    }

    private string? Stuck(List<(AgentCall Call, Observation Observation)> seen) => watch.See(
        string.Join('\n', seen.Select(s => $"{s.Call.Tool} {s.Call.Raw}")), string.Join('\n', seen.Select(s => s.Observation.Text)), seen.All(s => s.Observation.IsRefused));

    private AgentBegun Opening() => new(
        task.Name, (model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata)?.DefaultModelId ?? "", task.Conduct, task.Goal,
        [.. task.Tools.Select(t => t.Name)],
        Encoding.UTF8.GetByteCount(task.Conduct) + Encoding.UTF8.GetByteCount(task.Goal)
            + task.Tools.Sum(t => t.Name.Length + t.Description.Length + t.Schema.GetRawText().Length));

    private static ChatOptions OptionsOf(AgentTask task) => new()
    {
        Tools = [.. task.Tools.Select(t => AIFunctionFactory.CreateDeclaration(t.Name, t.Description, t.Schema, null))],
        MaxOutputTokens = task.MostOutputTokens,
        Temperature = task.Temperature,
        Seed = task.Seed,
        Reasoning = task.Effort is { } effort ? new ReasoningOptions { Effort = effort } : null,
    };
}
