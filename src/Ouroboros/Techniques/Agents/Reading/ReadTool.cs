using System.Globalization;
using System.Text;
using System.Text.Json;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;

namespace Ouroboros.Techniques.Agents.Reading;

/// <summary>Shows lines of a file, numbered.</summary>
public sealed class ReadTool(Draft draft, Fencing fence) : IAgentTool
{
    private const int MostLines = 300, LongestLine = 400;

    public string Name => "read";

    public string Description => "Shows a file with line numbers, at most 300 lines at once.";

    public JsonElement Schema { get; } = Schemas.Parse("""{"type":"object","properties":{"path":{"type":"string"},"from":{"type":"integer"},"to":{"type":"integer"}},"required":["path"]}""");

    public Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var path = PathText.File(arguments.Text("path"), draft);
        if (draft.Read(path) is not { } content || FileLines.Of(content) is not { } lines)
            return Task.FromResult(Observation.Refused($"{path} is no text."));

        var from = Math.Max(1, arguments.NumberOrNull("from") ?? 1);
        var to = Math.Min(Math.Min(lines.Length, arguments.NumberOrNull("to") ?? int.MaxValue), (int)Math.Min(int.MaxValue, (long)from + MostLines - 1));
        if (lines.Length == 0)
            return Task.FromResult(new Observation($"{path} is empty."));

        if (from > lines.Length || to < from)
            return Task.FromResult(Observation.Refused($"{path} has {lines.Length} lines; there are none from {from} to {arguments.NumberOrNull("to") ?? to}."));

        var more = to < lines.Length ? $"\n(the file goes on to line {lines.Length})" : "";
        return Task.FromResult(new Observation(fence($"{path}, lines {from} to {to}", Numbered(lines, from, to)) + more));
    }

    private static string Numbered(string[] lines, int from, int to)
    {
        var width = to.ToString(CultureInfo.InvariantCulture).Length;
        var text = new StringBuilder();
        for (var number = from; number <= to; number++)
        {
            var line = lines[number - 1];
            text.Append(number.ToString(CultureInfo.InvariantCulture).PadLeft(width)).Append("  ").Append(line.Length <= LongestLine ? line : line[..LongestLine] + "…").Append('\n');
        }

        return text.ToString();
    }
}
