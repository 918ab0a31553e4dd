using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>Files of which only parts say how tests run: the rest may change.</summary>
internal static partial class GuardedSections
{
    private static readonly string[] PackageKeys =
        ["scripts", "jest", "mocha", "ava", "nyc", "c8", "tap", "vitest", "eslintConfig", "prettier", "babel", "husky", "lint-staged", "type", "imports"];

    /// <summary>The guarded part that differs between two versions, or null.</summary>
    public static string? Changed(RepoPath path, byte[] before, byte[] after) => path.Name.ToLowerInvariant() switch
    {
        "setup.cfg" => ChangedSection(Text(before), Text(after)),
        "setup.py" => Text(before).Contains("pytest11", StringComparison.Ordinal) != Text(after).Contains("pytest11", StringComparison.Ordinal) ? "the pytest11 entry point" : null,
        "package.json" => ChangedKey(before, after),
        _ => null,
    };

    private static string? ChangedSection(string before, string after)
    {
        var (old, now) = (Sections(before), Sections(after));
        return old.Keys.Union(now.Keys).FirstOrDefault(
            name => GuardedSection.IsMatch(name) && old.GetValueOrDefault(name, "") != now.GetValueOrDefault(name, ""));
    }

    private static Dictionary<string, string> Sections(string ini)
    {
        var sections = new Dictionary<string, string>();
        var name = "[]";
        foreach (var line in ini.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0))
        {
            if (line.StartsWith('['))
                name = line;
            sections[name] = sections.GetValueOrDefault(name, "") + line + "\n";
        }

        return sections;
    }

    private static string? ChangedKey(byte[] before, byte[] after)
    {
        try
        {
            using var old = JsonDocument.Parse(before.Length == 0 ? "{}"u8.ToArray() : before);
            using var now = JsonDocument.Parse(after);
            return PackageKeys.FirstOrDefault(k => Raw(old, k) != Raw(now, k)) is { } key ? $"\"{key}\"" : null;
        }
        catch (JsonException)
        {
            return "its JSON, which cannot be read";
        }
    }

    private static string? Raw(JsonDocument document, string key) =>
        document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(key, out var value) ? value.GetRawText() : null;

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    [GeneratedRegex(@"^\[\s*(\]|tool:|flake8|mypy|coverage|pycodestyle|pydocstyle|pylint|isort|tox|testenv|aliases|options\.entry_points|test)", RegexOptions.NonBacktracking)]
    private static partial Regex GuardedSection { get; }
}
