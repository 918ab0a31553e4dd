using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.Presentation;
using Ouroboros.Runs;
using Ouroboros.Techniques.Agents;

namespace Ouroboros.Cli.Progress;

/// <summary>What agents do, a line each.</summary>
internal static class AgentWords
{
    private const int LongestArguments = 100, LongestText = 160;

    public static string? Of(RunEvent recorded) =>
        recorded.Is(AgentEvents.Begun, out var begun) ? $"{begun.Agent} begins{(begun.Model.Length > 0 ? $" with {begun.Model}" : "")}"
        : recorded.Is(AgentEvents.Answered, out var answered) ? Answer(answered)
        : recorded.Is(ModelEvents.Attempted, out var attempt) ? $"attempt {attempt.Attempt}: {(attempt.Gate is null ? "all gates passed" : $"{attempt.Gate}: {Line(attempt.Why ?? "")}")}"
        : recorded.Is(AgentEvents.Ended, out var ended) ? $"{ended.Agent} {Word(ended.End)}: {Line(ended.Reason)}"
        : recorded.Is(ModelEvents.Ended, out var all) ? $"models: {all.Plausible} plausible, {Spending.Of(new Charge(all.Tokens, all.Money))} in {StoryTeller.Seconds(all.Seconds)}"
        : null;

    private static string Answer(AgentAnswered answered) => answered.Calls.Count == 0
        ? $"{answered.Step}. {Line(answered.Text)}"
        : $"{answered.Step}. {string.Join(", ", answered.Calls.Take(4).Select(c => $"{c.Tool} {Line(c.Arguments, LongestArguments)}"))}{(answered.Calls.Count > 4 ? " …" : "")}";

    private static string Line(string text, int most = LongestText)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= most ? line : line[..most] + "…";
    }

    private static string Word(AgentEnd end) => end switch
    {
        AgentEnd.Solved => "solved it",
        AgentEnd.Answered => "answered",
        AgentEnd.GaveUp => "gave up",
        AgentEnd.Budget => "reached a limit",
        AgentEnd.Format => "could not be understood",
        AgentEnd.Stuck => "is stuck",
        _ => "got no answer",
    };
}
