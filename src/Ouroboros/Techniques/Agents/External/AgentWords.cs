using System.Text;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Agents.External;

/// <summary>A template's words with what they stand for in their places. What is put in is never read again for words or places.</summary>
internal sealed record AgentWords(IReadOnlyList<string> Words, bool AsksByInput)
{
    private const string Prompt = "{prompt}", PromptFile = "{prompt_file}", Workspace = "{workspace}";

    // The kernel takes 128 KiB in one argument.
    private const int LongestArgument = 96 << 10;

    public static string? ProgramOf(string command) => CommandText.Words(command) is [{ Length: > 0 } program, ..] ? program : null;

    public static AgentWords Of(string command, string prompt, string promptFile, string workspace)
    {
        var words = CommandText.Words(command);
        var asked = Encoding.UTF8.GetByteCount(prompt) <= LongestArgument ? prompt : $"What is to be done stands in the file {promptFile}: read all of it first.";
        return new AgentWords(
            [.. words.Select(w => Filled(w, asked, promptFile, workspace))],
            !words.Exists(w => w.Contains(Prompt, StringComparison.Ordinal) || w.Contains(PromptFile, StringComparison.Ordinal)));
    }

    private static string Filled(string word, string prompt, string promptFile, string workspace)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < word.Length;)
        {
            var rest = word.AsSpan(at);
            var (place, value) = rest.StartsWith(PromptFile) ? (PromptFile, promptFile) : rest.StartsWith(Prompt) ? (Prompt, prompt)
                : rest.StartsWith(Workspace) ? (Workspace, workspace) : (word[at..(at + 1)], word[at..(at + 1)]);
            filled.Append(value);
            at += place.Length;
        }

        return filled.ToString();
    }
}
