using System.Text;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Semantics;

/// <summary>Picks what a check of some files has to know of the rest of their project.</summary>
internal sealed partial class PythonContext(SnapshotReader reader)
{
    // A project larger than this is checked against the files most likely to matter.
    private const int MostFiles = 400;
    private const long MostBytes = 8 << 20;
    private const long LargestFile = 2 << 20;

    public SemanticQuestion Ask(Snapshot snapshot, IReadOnlyList<FileChange> changes)
    {
        var files = changes.SelectMany(Questioned).ToArray();
        var changed = files.Select(f => f.Path).ToHashSet();
        var words = new HashSet<string>(files.SelectMany(f => Words(f.After).Concat(Words(f.Before))));
        var stems = files.Select(f => Stem(RepoPath.Parse(f.Path))).ToHashSet();
        var context = new Dictionary<string, byte[]>();
        var bytes = 0L;
        foreach (var file in snapshot.Files.Values.Where(f => IsPython(f.Path) && f.Length <= LargestFile && !changed.Contains(f.Path.Value)).OrderBy(f => f.Path))
        {
            if (context.Count >= MostFiles || bytes > MostBytes)
                break;

            // Modules that the changed files may import, then files that may import the changed ones.
            if (!words.Contains(Stem(file.Path)) && !Words(reader.Read(snapshot, file.Path)).Any(stems.Contains))
                continue;

            context[file.Path.Value] = reader.Read(snapshot, file.Path)!;
            bytes += file.Length;
        }

        return new SemanticQuestion(files, context, [.. snapshot.Files.Keys.Order().Select(p => p.Value)]);
    }

    public static bool IsPython(RepoPath path) => Languages.OfExtension(path.Extension) == Language.Python && path.Extension != ".pyi";

    private static IEnumerable<QuestionedFile> Questioned(FileChange change)
    {
        if (change.Source == change.Target)
            return IsPython(change.Path) ? [new QuestionedFile(change.Path.Value, change.Before, change.After)] : [];

        var parts = new List<QuestionedFile>();
        if (change.Source is { } source && IsPython(source))
            parts.Add(new QuestionedFile(source.Value, change.Before, null));
        if (change.Target is { } target && IsPython(target))
            parts.Add(new QuestionedFile(target.Value, null, change.After));
        return parts;
    }

    private static string Stem(RepoPath path) => path.Name == "__init__.py"
        ? path.Parent?.Name ?? "__init__"
        : Path.GetFileNameWithoutExtension(path.Name);

    private static IEnumerable<string> Words(byte[]? source)
    {
        if (source is null)
            yield break;

        foreach (Match line in ImportLine.Matches(Encoding.Latin1.GetString(source)))
        {
            foreach (Match word in Word.Matches(line.Value))
                yield return word.Value;
        }
    }

    // From the keyword to the end of the statement, brackets included; too much does no harm.
    [GeneratedRegex(@"^[ \t]*(from|import)\s[^(\n]*(\([^)]*\))?", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex ImportLine { get; }

    [GeneratedRegex(@"\w+", RegexOptions.NonBacktracking)]
    private static partial Regex Word { get; }
}
