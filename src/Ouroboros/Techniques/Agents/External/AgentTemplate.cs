namespace Ouroboros.Techniques.Agents.External;

/// <summary>How a program is started that works on code by itself.</summary>
/// <param name="Name">Stands in the origin of its candidates: <c>agent:NAME</c>.</param>
/// <param name="Command">Taken apart into words, with quotes and without a shell. In it stand <c>{prompt}</c>, <c>{prompt_file}</c> and
/// <c>{workspace}</c>; where neither of the first two does, it is asked over its standard input.</param>
public sealed record AgentTemplate(string Name, string Command)
{
    /// <summary>The program it starts, or null where it names none.</summary>
    public string? Program => AgentWords.ProgramOf(Command);
}

/// <summary>The agents that are known by name: the one table of them. Each is told not to ask, for nobody is there to answer.</summary>
public static class AgentTemplates
{
    public static IReadOnlyList<AgentTemplate> All { get; } =
    [
        // The copy has no .git, and a sandbox stands around it already.
        new("codex", "codex exec --skip-git-repo-check --dangerously-bypass-approvals-and-sandbox {prompt}"),
        new("claude", "claude -p {prompt} --permission-mode acceptEdits"),
        new("opencode", "opencode run {prompt}"),
        new("aider", "aider --yes-always --no-auto-commits --no-git --message-file {prompt_file}"),
        new("goose", "goose run -t {prompt}"),
    ];

    /// <summary>For help: <c>codex|claude|…</c>.</summary>
    public static string Names { get; } = string.Join('|', All.Select(t => t.Name));

    /// <summary>One of the table by its name, or any command of the person's own, which is named after its program. Null for no words at all.</summary>
    public static AgentTemplate? Find(string? nameOrCommand)
    {
        if (string.IsNullOrWhiteSpace(nameOrCommand))
            return null;

        var text = nameOrCommand.Trim();
        return All.FirstOrDefault(t => string.Equals(t.Name, text, StringComparison.OrdinalIgnoreCase))
            ?? (AgentWords.ProgramOf(text) is { } program ? new AgentTemplate(Path.GetFileNameWithoutExtension(program), text) : null);
    }
}
