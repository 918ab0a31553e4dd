using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Agents.Reading;

/// <summary>Searches the files for a text, or for a pattern that cannot run away.</summary>
public sealed class SearchTool(Draft draft, Fencing fence) : IAgentTool
{
    private const int MostHits = 60, LongestLine = 200, LongestPattern = 500;
    private const long LargestFile = 1 << 20;

    public string Name => "search";

    public string Description => "Searches all files for a text (or a regular expression) and shows the lines.";

    public JsonElement Schema { get; } = Schemas.Parse("""{"type":"object","properties":{"text":{"type":"string"},"regex":{"type":"boolean"},"path":{"type":"string","description":"directory or file"}},"required":["text"]}""");

    public Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var text = arguments.Text("text");
        var matches = Matcher(text, arguments.Flag("regex"));
        var within = PathText.Directory(arguments.TextOrNull("path"));
        var hits = Hits(matches, within, cancellationToken).Take(MostHits + 1).ToList();
        if (hits.Count == 0)
            return Task.FromResult(new Observation($"Nothing holds it{(within.Length > 0 ? $" beneath {Printable.Of(within)}" : "")}."));

        var more = hits.Count > MostHits ? $"\n(more than {MostHits}; search for less)" : "";
        return Task.FromResult(new Observation(fence("lines found", string.Join('\n', hits.Take(MostHits))) + more));
    }

    private IEnumerable<string> Hits(Func<string, bool> matches, string within, CancellationToken cancellationToken)
    {
        foreach (var version in draft.Files.Files.Values.OrderBy(v => v.Path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (version.Length > LargestFile || !IsWithin(version.Path, within) || draft.Read(version.Path) is not { } content || FileLines.Of(content) is not { } lines)
                continue;

            for (var i = 0; i < lines.Length; i++)
            {
                if (matches(lines[i]))
                    yield return $"{Printable.Of(version.Path.Value)}:{i + 1}: {Short(lines[i].Trim())}";
            }
        }
    }

    private static bool IsWithin(RepoPath path, string within) =>
        within.Length == 0 || path.Value.StartsWith(within, StringComparison.Ordinal) || path.Value == within[..^1];

    private static string Short(string line) => line.Length <= LongestLine ? line : line[..LongestLine] + "…";

    private static Func<string, bool> Matcher(string text, bool isPattern)
    {
        if (text.Length is 0 or > LongestPattern)
            throw new ToolMisuseException($"\"text\" must have 1 to {LongestPattern} characters.");

        if (!isPattern)
            return line => line.Contains(text, StringComparison.OrdinalIgnoreCase);

        try
        {
            // Linear in the text whatever the pattern: it comes from outside.
            var pattern = new Regex(text, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
            return pattern.IsMatch;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new ToolMisuseException($"The pattern cannot be used: {e.Message}");
        }
    }
}
