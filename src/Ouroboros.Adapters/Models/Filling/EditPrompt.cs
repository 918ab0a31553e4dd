using System.Text;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Filling;

/// <summary>
/// The message that Inception's edit endpoint reads: what was looked at lately, the file with the code to edit and the cursor, and the
/// history of edits. There is no place for a wish; it stands where the latest edit would, as what is about to be done.
/// </summary>
internal static class EditPrompt
{
    private static readonly string[] Tags =
    [
        "recently_viewed_code_snippets|>", "recently_viewed_code_snippet|>", "current_file_content|>", "code_to_edit|>", "cursor|>", "edit_diff_history|>",
    ];

    /// <summary>Whether no text could be taken for a tag: there is no way to write one that is none.</summary>
    public static bool CanHold(RewriteContent content) =>
        !content.Recent.SelectMany(r => new[] { r.Key, r.Value }).Concat([content.Path, content.Before, content.Region, content.After, content.Wish])
            .Any(text => Tags.Any(t => text.Contains(t, StringComparison.Ordinal)));

    public static string Of(RewriteContent content)
    {
        var prompt = new StringBuilder("<|recently_viewed_code_snippets|>\n");
        foreach (var (path, text) in content.Recent)
            prompt.Append("<|recently_viewed_code_snippet|>\ncode_snippet_file_path: ").Append(path).Append('\n').Append(Line(text)).Append("<|/recently_viewed_code_snippet|>\n");

        return prompt.Append(content.Recent.Count == 0 ? "\n" : "").Append("<|/recently_viewed_code_snippets|>\n\n")
            .Append("<|current_file_content|>\ncurrent_file_path: ").Append(content.Path).Append('\n')
            .Append(Line(content.Before)).Append("<|code_to_edit|>\n")
            .Append(content.Region.TrimEnd('\n')).Append("<|cursor|>\n<|/code_to_edit|>\n")
            .Append(Line(content.After)).Append("<|/current_file_content|>\n\n")
            .Append("<|edit_diff_history|>\n").Append(Wish(content.Wish)).Append("\n<|/edit_diff_history|>").ToString();
    }

    private static string Line(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";

    private static string Wish(string wish) =>
        string.IsNullOrWhiteSpace(wish) ? "" : string.Join('\n', wish.ReplaceLineEndings("\n").Trim().Split('\n').Select(l => $"# {l}"));
}
