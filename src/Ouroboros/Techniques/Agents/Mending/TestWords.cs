using System.Text;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Agents.Tools;

namespace Ouroboros.Techniques.Agents.Mending;

/// <summary>Results of tests for a model: what failed, with what, where. No times: the same run must read the same.</summary>
internal static class TestWords
{
    private const int MostTold = 5, LongestMessage = 1_500, MostFrames = 8;

    public static string Of(TestRun run, Fencing fence)
    {
        var red = run.Red.ToArray();
        var text = new StringBuilder($"{run.Results.Count(r => r.Outcome == TestOutcome.Passed)} passed, {red.Length} failed.");
        if (run.Problem is { } problem)
            text.Append('\n').Append(fence("the test runner", problem));

        foreach (var result in red.Take(MostTold))
            text.Append('\n').Append(Of(result, fence));

        if (red.Length > MostTold)
            text.Append($"\nFailing too: {string.Join(", ", red.Skip(MostTold).Take(20).Select(r => r.Name.Value))}{(red.Length > MostTold + 20 ? " …" : "")}");

        return text.ToString();
    }

    public static string Of(TestResult result, Fencing fence)
    {
        if (result.Failure is not { } failure)
            return $"{result.Name}: {Word(result.Outcome)}.";

        var frames = string.Concat(failure.Frames.TakeLast(MostFrames).Select(f => $"\n  {f.Path}:{f.Line} in {f.Function}"));
        return fence($"failure of {result.Name}", $"{failure.Exception}: {Short(failure.Message)}{frames}");
    }

    private static string Short(string message) => message.Length <= LongestMessage ? message : message[..LongestMessage] + " …";

    private static string Word(TestOutcome outcome) => outcome switch
    {
        TestOutcome.TimedOut => "took too long",
        TestOutcome.Crashed => "its process died",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}
