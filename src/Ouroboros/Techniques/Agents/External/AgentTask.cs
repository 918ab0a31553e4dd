using System.Globalization;
using System.Text;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;

namespace Ouroboros.Techniques.Agents.External;

/// <summary>What an external agent is asked to do.</summary>
/// <param name="Goal">In words.</param>
public sealed record AgentTask(string Goal, IReadOnlyList<TestResult> Failing)
{
    private const int MostTests = 20, MostSuspects = 20, LongestGoal = 20_000, LongestMessage = 2_000;

    /// <summary>Where the fault may lie, most suspicious first.</summary>
    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <param name="fence">Marks text of a repository as data, which is never an instruction.</param>
    internal string ToPrompt(Func<string, string> fence)
    {
        var text = new StringBuilder("Goal: ").AppendLine(Cut(Goal, LongestGoal));
        text.AppendLine("Work on the files of the current directory. Change as little as possible. Change no test and nothing that configures tests.");
        if (Failing.Count > 0)
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Failing.Count} tests fail:").AppendLine(fence(Tests()));

        if (Suspects.Count > 0)
            text.AppendLine().AppendLine("Where the fault may lie:").AppendLine(fence(Places()));

        return text.Replace("\0", "").ToString();
    }

    private string Tests()
    {
        var text = new StringBuilder();
        foreach (var test in Failing.Take(MostTests))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{test.Name}: {test.Outcome}");
            if (test.Failure is { } failure)
                text.AppendLine(Cut($"{failure.Exception}: {failure.Message}", LongestMessage));
        }

        return Failing.Count > MostTests ? text.Append(CultureInfo.InvariantCulture, $"… and {Failing.Count - MostTests} more").ToString() : text.ToString();
    }

    private string Places() => string.Join('\n', Suspects.Take(MostSuspects).Select(s => $"{s.Path}:{s.Line} {Cut(s.Why, LongestMessage)}"));

    private static string Cut(string text, int most) => text.Length > most ? $"{text[..most]}…" : text;
}
