using System.Text;
using System.Text.Json;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Reading;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Agents.Mending;

/// <summary>Tells a failure whole: message, stack with the lines it stands for, and what the localisation suspects.</summary>
public sealed class AnalyseErrorTool(Draft draft, Fencing fence, IReadOnlyList<TestResult> failing, IReadOnlyList<Suspect> suspects) : IAgentTool
{
    private const int MostSuspects = 10, Around = 2, MostFrames = 5;

    public string Name => "analyse_error";

    public string Description => "Explains a failing test: message, stack with code, suspicious lines.";

    public JsonElement Schema { get; } = Schemas.Parse("""{"type":"object","properties":{"test":{"type":"string","description":"the first failing one when left out"}}}""");

    public Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var asked = arguments.TextOrNull("test");
        var result = asked is null ? failing[0] : failing.FirstOrDefault(f => f.Name.Value == asked) ?? failing.FirstOrDefault(f => f.Name.Value.Contains(asked, StringComparison.Ordinal));
        if (result is null)
            throw new ToolMisuseException($"No failing test is named '{asked}'. Failing are: {string.Join(", ", failing.Take(10).Select(f => f.Name.Value))}.");

        var text = new StringBuilder(TestWords.Of(result, fence));
        foreach (var frame in (result.Failure?.Frames ?? []).TakeLast(MostFrames))
            text.Append(Excerpt(frame.Path, frame.Line));

        text.Append("\nSuspicious by which tests ran them:");
        foreach (var suspect in suspects.Take(MostSuspects))
            text.Append($"\n  {suspect.Path}:{suspect.Line} ({suspect.Score:0.00})");

        return Task.FromResult(new Observation(text.ToString()));
    }

    private string Excerpt(string file, int line)
    {
        if (!RepoPath.TryParse(file, out var path) || draft.Read(path) is not { } content || FileLines.Of(content) is not { } lines || line < 1 || line > lines.Length)
            return "";

        var from = Math.Max(1, line - Around);
        var to = Math.Min(lines.Length, line + Around);
        return "\n" + fence($"{path}, lines {from} to {to}", string.Join('\n', Enumerable.Range(from, to - from + 1).Select(n => $"{(n == line ? "→" : " ")} {n}  {lines[n - 1]}")));
    }
}
