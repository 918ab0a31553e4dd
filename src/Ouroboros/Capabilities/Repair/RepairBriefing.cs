using System.Text;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Agents.Mending;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Context;

namespace Ouroboros.Capabilities.Repair;

/// <summary>What an agent that repairs is told first. Kept short: it is sent with every step.</summary>
internal static class RepairBriefing
{
    private const int MostTests = 4, MostNames = 20, MostSuspects = 8;

    public const string Conduct =
        $"""
        You repair a software project whose tests fail. Work with the tools, one step after the other.
        - Find the cause, then change as little as mends it, in the style of the code around it.
        - Only propose_edit changes anything. It is judged by gates and by running the tests; your words are not. When all failing tests pass and none broke, the work ends by itself.
        - Never edit, skip or special-case tests, nor their configuration: such an edit is refused.
        - {DataFence.Meaning}
        - If you see no way, call give_up.
        """;

    /// <param name="code">The code that matters most, for an agent with few tools; null where it looks for itself.</param>
    /// <param name="lastFailure">Why an earlier agent came to nothing, or null.</param>
    public static string Goal(RepairPlan plan, Fencing fence, string? code, string? lastFailure)
    {
        var text = new StringBuilder($"{plan.Failing.Count} of {plan.Baseline.Results.Count} tests fail ({plan.Bed!.Description}). Make them pass.\n");
        foreach (var result in plan.Failing.Take(MostTests))
            text.Append(TestWords.Of(result, fence)).Append('\n');

        if (plan.Failing.Count > MostTests)
            text.Append($"Failing too: {string.Join(", ", plan.Failing.Skip(MostTests).Take(MostNames).Select(f => f.Name.Value))}\n");

        text.Append("Suspicious lines, by which tests ran them: ").Append(Suspects(plan.Suspects)).Append('\n');
        if (code is not null)
            text.Append(code).Append('\n');

        if (lastFailure is not null)
            text.Append(fence("why an earlier attempt came to nothing", lastFailure)).Append("\nGo about it in another way.\n");

        return text.ToString();
    }

    private static string Suspects(IReadOnlyList<Suspect> suspects) =>
        string.Join(", ", suspects.Take(MostSuspects).Select(s => $"{s.Path}:{s.Line}"));
}
