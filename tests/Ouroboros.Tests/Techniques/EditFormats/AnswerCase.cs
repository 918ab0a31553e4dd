using System.Text;
using Ouroboros.Techniques.EditFormats;
using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.EditFormats;

/// <summary>
/// One answer, the files it is about, and what comes of it, read from a text: sections begin with <c>%%</c> and a word. Files may say
/// <c>crlf</c>, <c>bom</c>, <c>open</c> (no line end at the end) or <c>latin</c> (no UTF-8).
/// </summary>
internal sealed record AnswerCase(string Name)
{
    public Dictionary<RepoPath, byte[]> Files { get; } = [];

    public Dictionary<RepoPath, byte[]?> Expected { get; } = [];

    public List<string> Notes { get; } = [];

    public List<string> Refusals { get; } = [];

    public string Answer { get; private set; } = "";

    public string? About { get; private set; }

    public static IEnumerable<AnswerCase> ReadAll(string text)
    {
        AnswerCase? now = null;
        foreach (var (head, body) in Sections(text))
        {
            var words = head.Split(' ', 2);
            var rest = words.Length > 1 ? words[1] : "";
            if (words[0] == "case")
            {
                if (now is not null)
                    yield return now;

                now = new AnswerCase(rest);
                continue;
            }

            now!.Take(words[0], rest, body);
        }

        if (now is not null)
            yield return now;
    }

    /// <summary>The same files and another answer.</summary>
    public AnswerCase With(string answer)
    {
        var other = new AnswerCase(Name) { Answer = answer, About = About };
        foreach (var (path, content) in Files)
            other.Files[path] = content;

        return other;
    }

    public AnswerVerdict Read()
    {
        var versions = Files.ToDictionary(f => f.Key, f => new FileVersion(f.Key, ContentHash.Of(f.Value), f.Value.Length, UnixFileMode.UserRead));
        return new AnswerEdits(new Snapshot("/somewhere", versions), p => Files.GetValueOrDefault(p)).Read(Answer, About is null ? null : RepoPath.Parse(About));
    }

    private void Take(string kind, string rest, string body)
    {
        var (path, flags) = (rest.Split(' ')[0], rest.Split(' ')[1..]);
        switch (kind)
        {
            case "file":
                Files[RepoPath.Parse(path)] = Bytes(body, flags);
                break;
            case "expect":
                Expected[RepoPath.Parse(path)] = Bytes(body, flags);
                break;
            case "gone":
                Expected[RepoPath.Parse(path)] = null;
                break;
            case "about":
                About = path;
                break;
            case "answer":
                Answer = rest == "crlf" ? body.Replace("\n", "\r\n", StringComparison.Ordinal) : rest == "open" ? body.TrimEnd('\n') : body;
                break;
            case "note":
                Notes.Add(rest);
                break;
            case "refused":
                Refusals.Add(rest);
                break;
            default:
                throw new InvalidDataException($"'{kind}' is no section of a case.");
        }
    }

    private static byte[] Bytes(string body, string[] flags)
    {
        var text = flags.Contains("open") ? body.TrimEnd('\n') : body;
        text = flags.Contains("crlf") ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text;
        var bytes = flags.Contains("latin") ? Encoding.Latin1.GetBytes(text) : Encoding.UTF8.GetBytes(text);
        return flags.Contains("bom") ? [0xEF, 0xBB, 0xBF, .. bytes] : bytes;
    }

    private static IEnumerable<(string Head, string Body)> Sections(string text)
    {
        string? head = null;
        var body = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!line.StartsWith("%% ", StringComparison.Ordinal))
            {
                body.Append(line).Append('\n');
                continue;
            }

            if (head is not null)
                yield return (head, Ended(body));

            head = line[3..].TrimEnd();
            body.Clear();
        }

        if (head is not null)
            yield return (head, Ended(body));
    }

    // An empty line before the next section belongs to the case file's own layout.
    private static string Ended(StringBuilder body) => body.Length >= 2 && body[^1] == '\n' && body[^2] == '\n' ? body.ToString(0, body.Length - 1) : body.ToString() == "\n" ? "" : body.ToString();
}
