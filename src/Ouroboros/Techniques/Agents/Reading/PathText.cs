using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Agents.Reading;

/// <summary>Paths as models write them.</summary>
internal static class PathText
{
    /// <summary>A directory with its last slash; empty for the root.</summary>
    public static string Directory(string? text)
    {
        var tidy = Tidy(text ?? "").TrimEnd('/');
        return tidy is "" or "." ? "" : tidy + "/";
    }

    /// <summary>A file that stands in the draft.</summary>
    /// <exception cref="ToolMisuseException">It is none, or may not be shown; the message says which.</exception>
    public static RepoPath File(string text, Draft draft)
    {
        if (!RepoPath.TryParse(Tidy(text), out var path))
            throw new ToolMisuseException(PathRules.WhyRefused(text) ?? $"'{Printable.Of(text)}' is no path beneath the workspace.");

        if (draft.WhyNotShown(path) is { } refusal)
            throw new ToolMisuseException(refusal);

        return draft.Files.Files.ContainsKey(path) ? path : throw new ToolMisuseException(Missing(path, draft));
    }

    private static string Missing(RepoPath path, Draft draft)
    {
        var alike = draft.Files.Files.Keys.Where(f => f.Name == path.Name).Order().Take(3).Select(f => f.Value).ToArray();
        return $"There is no file '{Printable.Of(path.Value)}'{(alike.Length > 0 ? $"; did you mean {string.Join(" or ", alike)}?" : ".")}";
    }

    private static string Tidy(string text)
    {
        var tidy = text.Trim().Trim('`', '"', '\'').Replace('\\', '/');
        while (tidy.StartsWith("./", StringComparison.Ordinal))
            tidy = tidy[2..];

        return tidy;
    }
}

/// <summary>Names of files come from strangers too: nothing in them may look like more than a name.</summary>
internal static class Printable
{
    private const int Longest = 200;

    public static string Of(string name)
    {
        var shown = name.Any(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format)
            ? string.Concat(name.Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? $"\\u{(int)c:x4}" : c.ToString()))
            : name;
        return shown.Length <= Longest ? shown : shown[..Longest] + "…";
    }
}
