using Ouroboros.Runs;
using Ouroboros.Techniques.Agents;

namespace Ouroboros.Techniques.Provenance;

/// <summary>How long each phase took and what did it, from what the journal says.</summary>
internal static class PhaseTimes
{
    private static readonly Dictionary<string, (string Engine, string Purpose)> Engines = new()
    {
        ["plan"] = ("ouroboros/localiser", "running the tests and ranking suspicious lines"),
        ["build"] = ("ouroboros/search", "proposing patches and trying them against the tests"),
        ["validate"] = ("ouroboros/gates", "judging the best patch by every gate"),
        ["review"] = ("ouroboros/risk-model", "weighing risk and alternatives, and deciding"),
        ["release"] = ("ouroboros/transaction", "bringing the patch to the disk"),
        ["learn"] = ("ouroboros/memory", "keeping what the run taught"),
    };

    public static IReadOnlyList<ModelUsage> Of(IReadOnlyList<RunEvent> events, DateTimeOffset end)
    {
        var times = new List<(string Stage, TimeSpan Time)>();
        string? stage = null;
        for (var i = 0; i < events.Count; i++)
        {
            if (events[i].Is(RunEvents.StageEntered, out var entered))
                stage = entered.Stage;

            // Between the last event before an interruption and the resumption nobody worked.
            var until = i + 1 == events.Count ? end : events[i + 1].Is(RunEvents.RunResumed, out _) ? events[i].At : events[i + 1].At;
            if (stage is not null)
                times.Add((stage, until - events[i].At));
        }

        return [.. times.GroupBy(t => t.Stage).Select(g => Usage(g.Key, g.Sum(t => t.Time.TotalMilliseconds))), .. ModelsIn(events)];
    }

    /// <summary>Each agent and each model by itself, with what it read and wrote.</summary>
    private static IEnumerable<ModelUsage> ModelsIn(IReadOnlyList<RunEvent> events)
    {
        var answers = new List<AgentAnswered>();
        var attempts = new Dictionary<string, int>();
        foreach (var recorded in events)
        {
            if (recorded.Is(AgentEvents.Answered, out var answer))
                answers.Add(answer);
            else if (recorded.Is(AgentEvents.Ended, out var ended))
                attempts[ended.Agent] = ended.Attempts;
        }

        return answers.GroupBy(a => (a.Agent, a.Model)).Select(g => new ModelUsage(
            "reasoner", g.Key.Model, $"{g.Key.Agent}: reading, editing and testing with tools", g.Sum(a => a.InputTokens + a.OutputTokens),
            Math.Round(g.Sum(a => a.Seconds) * 1000, 1))
        {
            NumSteps = g.Count(), RetryCount = Math.Max(0, attempts.GetValueOrDefault(g.Key.Agent) - 1),
        });
    }

    private static ModelUsage Usage(string stage, double milliseconds)
    {
        var (engine, purpose) = Engines.GetValueOrDefault(stage, ("ouroboros", stage));
        return new ModelUsage(stage, engine, purpose, 0, Math.Round(milliseconds, 1));
    }
}
