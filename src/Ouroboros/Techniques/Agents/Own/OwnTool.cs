using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Agents.Own;

/// <summary>A command of the person's own that agents may use. It comes from configuration that a person wrote or trusts.</summary>
/// <param name="Words">The program and its first arguments; there is no shell.</param>
public sealed partial record OwnTool(string Name, IReadOnlyList<string> Words, string Description)
{
    private const int Most = 20;

    /// <summary>Reads <c>name: command # what it does</c>, with semicolons or line ends between several.</summary>
    /// <param name="taken">Names that stand for other tools.</param>
    /// <param name="problem">What is wrong, in words.</param>
    public static bool TryParse(
        string text, IReadOnlyCollection<string> taken, [NotNullWhen(true)] out IReadOnlyList<OwnTool>? tools, [NotNullWhen(false)] out string? problem)
    {
        (tools, problem) = (null, null);
        var read = new List<OwnTool>();
        foreach (var entry in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            problem ??= Read(entry, taken, read);
        }

        problem ??= read.Count > Most ? $"There are {read.Count} tools; every one is told to the model each time, so at most {Most} may be." : null;
        tools = problem is null ? read : null;
        return problem is null;
    }

    private static string? Read(string entry, IReadOnlyCollection<string> taken, List<OwnTool> read)
    {
        var (name, rest) = entry.IndexOf(':', StringComparison.Ordinal) is > 0 and var at ? (entry[..at].Trim(), entry[(at + 1)..]) : ("", "");
        var (command, description) = rest.IndexOf(" #", StringComparison.Ordinal) is >= 0 and var hash ? (rest[..hash], rest[(hash + 2)..].Trim()) : (rest, "");
        if (!Named().IsMatch(name) || CommandText.Words(command) is not [{ Length: > 0 }, ..] words)
            return $"'{entry}' is no tool. Write: name: command # what it does";
        if (taken.Contains(name) || read.Any(r => r.Name == name))
            return $"There is a tool '{name}' already; give this one another name.";

        read.Add(new OwnTool(name, [.. words], description.Length > 0 ? description : $"Runs {string.Join(' ', words)} over your edits."));
        return null;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,39}$")]
    private static partial Regex Named();
}
