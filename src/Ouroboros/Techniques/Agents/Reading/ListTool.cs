using System.Text.Json;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Agents.Reading;

/// <summary>Lists what lies in a directory, two levels deep.</summary>
public sealed class ListTool(Draft draft) : IAgentTool
{
    private const int MostLines = 200, Depth = 2;

    public string Name => "list";

    public string Description => "Lists files and directories, two levels deep.";

    public JsonElement Schema { get; } = Schemas.Parse("""{"type":"object","properties":{"path":{"type":"string","description":"directory; the root when left out"}}}""");

    public Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var prefix = PathText.Directory(arguments.TextOrNull("path"));
        var lines = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var path in draft.Files.Files.Keys.Where(p => p.Value.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var parts = path.Value[prefix.Length..].Split('/');
            var line = parts.Length <= Depth ? string.Join('/', parts) : string.Join('/', parts[..Depth]) + "/";
            lines[line] = lines.GetValueOrDefault(line) + 1;
        }

        return Task.FromResult(lines.Count == 0
            ? Observation.Refused($"There is no directory '{prefix.TrimEnd('/')}', or nothing in it that may be shown.")
            : new Observation(Text(lines)));
    }

    private static string Text(SortedDictionary<string, int> lines)
    {
        var shown = lines.Take(MostLines).Select(l => l.Key.EndsWith('/') ? $"{Printable.Of(l.Key)} ({l.Value} files)" : Printable.Of(l.Key));
        var more = lines.Count - MostLines;
        return string.Join('\n', more > 0 ? shown.Append($"… and {more} more; list a directory of it") : shown);
    }
}
