using System.Text;
using System.Text.Json;

namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>Edits as a tool takes them: JSON objects with a path, what stands there and what shall.</summary>
internal static class ToolEdits
{
    private static readonly string[] Paths = ["path", "file", "file_path", "filename", "filepath", "target_file"];
    private static readonly string[] Olds = ["old_text", "old_str", "old_string", "search", "old", "find", "before"];
    private static readonly string[] News = ["new_text", "new_str", "new_string", "replace", "replacement", "new", "after"];
    private static readonly string[] Contents = ["content", "contents", "file_text", "text"];
    private static readonly string[] Lists = ["edits", "changes", "operations", "files", "replacements"];
    private static readonly string[] Wrappers = ["arguments", "input", "parameters", "args"];

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };

    /// <summary>The answer's edits, or null where it is no such object.</summary>
    public static ReadAnswer? Read(string answer, string? about)
    {
        var text = Bare(answer);
        if (text is not (['{', ..] or ['[', ..]))
            return null;

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(Escaped(text), Lenient);
        }
        catch (JsonException e)
        {
            return text.Contains("\"path\"", StringComparison.Ordinal) || text.Contains("\"edits\"", StringComparison.Ordinal)
                ? new ReadAnswer([], [$"The JSON cannot be read at line {e.LineNumber + 1}, byte {e.BytePositionInLine}. Give it again, whole and valid."]) : null;
        }

        using (document)
        {
            var edits = new List<ProposedEdit>();
            var problems = new List<string>();
            Take(document.RootElement, about, edits, problems);
            return edits.Count + problems.Count == 0 ? null : new ReadAnswer(edits, problems);
        }
    }

    private static void Take(JsonElement told, string? path, List<ProposedEdit> edits, List<string> problems)
    {
        if (told.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in told.EnumerateArray())
                Take(one, path, edits, problems);

            return;
        }

        if (told.ValueKind != JsonValueKind.Object)
            return;

        path = Text(told, Paths) ?? path;
        foreach (var name in Wrappers.Concat(Lists))
        {
            if (told.TryGetProperty(name, out var inner) && inner.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                Take(inner, path, edits, problems);
                return;
            }

            // Arguments of a call often come as a text that is JSON itself.
            if (inner.ValueKind == JsonValueKind.String && Wrappers.Contains(name) && Read(inner.GetString()!, path) is { } nested)
            {
                edits.AddRange(nested.Edits);
                problems.AddRange(nested.Problems);
                return;
            }
        }

        if (path is null)
        {
            problems.Add("An edit names no file: give \"path\".");
            return;
        }

        if (Edit(told, path) is { } edit)
            edits.Add(edit);
        else
            problems.Add($"The edit of {path} says neither what to replace (\"old_text\" and \"new_text\"), nor \"content\" for the whole file, nor \"delete\".");
    }

    private static ProposedEdit? Edit(JsonElement told, string path)
    {
        if (told.TryGetProperty("delete", out var delete) && delete.ValueKind == JsonValueKind.True)
            return new RemoveFile(path);

        if (Text(told, ["move_to", "rename_to", "new_path"]) is { } target)
            return new MoveFile(path, target);

        var (old, fresh) = (Text(told, Olds), Text(told, News));
        if (Number(told, ["insert_line", "after_line"]) is { } line && (fresh ?? Text(told, Contents)) is { } inserted)
            return new InsertLines(path, line, Whole(inserted));

        if (old is not null && fresh is not null)
            return old.Length == 0 ? new WriteWhole(path, Whole(fresh)) { IsNew = true } : new ReplaceLines(path, Lines(old), Lines(fresh)) { WithinLine = true, Line = Number(told, ["line", "start_line"]) };

        return Text(told, Contents) is { } content ? new WriteWhole(path, Whole(content)) : null;
    }

    private static string[] Lines(string text) => AnswerText.Lines(text);

    // Its last line end begins no line.
    private static string[] Whole(string text) => Lines(text) is [.. var lines, ""] ? lines : Lines(text);

    private static string? Text(JsonElement told, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                return value.GetString();
        }

        return null;
    }

    private static int? Number(JsonElement told, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (told.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
                return number;
        }

        return null;
    }

    /// <summary>Without the fence and the words around it.</summary>
    private static string Bare(string answer)
    {
        var lines = AnswerText.Lines(answer.Trim());
        var open = Array.FindIndex(lines, l => AnswerText.Fence(l) is not null);
        if (open >= 0 && AnswerText.Fence(lines[open])!.Value.Info.ToLowerInvariant() is "json" or "jsonc" or "json5" or "")
        {
            var close = Array.FindIndex(lines, open + 1, l => AnswerText.Fence(l) is { Info: "" });
            lines = lines[(open + 1)..(close < 0 ? lines.Length : close)];
        }

        return string.Join('\n', lines).Trim();
    }

    /// <summary>With the line ends and tabs that stand bare within texts written as JSON wants them.</summary>
    private static string Escaped(string text)
    {
        var (escaped, within) = (new StringBuilder(text.Length + 16), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (within && c == '\\' && i + 1 < text.Length)
            {
                escaped.Append(c).Append(text[++i]);
                continue;
            }

            within ^= c == '"';
            escaped.Append(!within ? c : c switch { '\n' => "\\n", '\t' => "\\t", '\r' => "\\r", _ => c.ToString() });
        }

        return escaped.ToString();
    }
}
