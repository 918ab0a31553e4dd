using System.Text;
using Ouroboros.Techniques.EditFormats.Placing;
using Ouroboros.Techniques.EditFormats.Reading;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.EditFormats;

/// <summary>The files that an answer edits, opened when they are first named.</summary>
internal sealed class EditBench(Snapshot snapshot, Func<RepoPath, byte[]?> read)
{
    private const UnixFileMode Usual = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Dictionary<RepoPath, FilePlacing?> open = [];
    private readonly Dictionary<RepoPath, Workpiece> pieces = [];
    private readonly Dictionary<RepoPath, IReadOnlyList<string>> added = [];
    private readonly Dictionary<RepoPath, RepoPath> moved = [];
    private readonly HashSet<RepoPath> removed = [];
    private readonly List<string> problems = [];
    private readonly List<string> notes = [];

    public IReadOnlyList<string> Problems => [.. problems, .. open.Values.OfType<FilePlacing>().SelectMany(f => f.Problems)];

    public IReadOnlyList<string> Notes => [.. notes, .. open.Values.OfType<FilePlacing>().SelectMany(f => f.Notes)];

    public void Make(ProposedEdit edit)
    {
        if (Resolve(edit.Path, edit is WriteWhole, out var path) is not { } exists)
            return;

        switch (edit)
        {
            case WriteWhole whole when !exists:
                Add(path, whole);
                break;
            case WriteWhole { IsNew: true } whole when Open(path) is { } file && !Stands(path, whole):
                file.Problems.Add($"{path}: is to be created and exists already. Give the lines of it that change, or the whole file as an update.");
                break;
            case WriteWhole whole:
                Open(path)?.Write(whole);
                break;
            case ReplaceLines { Old.Count: 0 } created when !exists:
                Add(path, new WriteWhole(path.Value, created.New));
                break;
            case RemoveFile or MoveFile when added.ContainsKey(path) || removed.Contains(path) || moved.ContainsKey(path):
                problems.Add($"{path}: is created, moved or removed more than once by this answer. Say once what shall become of it.");
                break;
            case RemoveFile when !exists:
                notes.Add($"{edit.Path}: is to be removed and does not exist.");
                break;
            case var _ when !exists && !added.ContainsKey(path):
                problems.Add(Missing(edit.Path));
                break;
            case RemoveFile:
                removed.Add(path);
                break;
            case MoveFile move:
                Move(path, move);
                break;
            case ReplaceLines replace:
                Open(path)?.Replace(replace);
                break;
            case InsertLines insert:
                Open(path)?.Insert(insert);
                break;
        }
    }

    public IReadOnlyList<FileEdit> ToFiles()
    {
        var files = new List<FileEdit>();
        foreach (var (path, lines) in added)
            files.Add(new AddFile(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))), Usual));

        foreach (var path in removed)
            files.Add(new DeleteFile(path, snapshot.Files[path].Hash));

        foreach (var (path, piece) in pieces.Where(p => !removed.Contains(p.Key) && !moved.ContainsKey(p.Key)))
        {
            if (piece.ToEdits() is { Count: > 0 } edits)
                files.Add(new ChangeFile(path, snapshot.Files[path].Hash, edits));
        }

        foreach (var (path, to) in moved)
            files.Add(new RenameFile(path, snapshot.Files[path].Hash, to, pieces.GetValueOrDefault(path)?.ToEdits() ?? []));

        return files;
    }

    private void Add(RepoPath path, WriteWhole edit)
    {
        if (edit.IsGuess)
            problems.Add($"{path}: does not exist, and the answer does not say that it shall.");
        else if (edit.Lines.FirstOrDefault(LineLook.IsElisionInWords) is { } abridged)
            problems.Add($"{path}: the new file is abridged, '{abridged.Trim()}'. Give it whole.");
        else if (!added.TryAdd(path, edit.Lines) || moved.ContainsValue(path))
            problems.Add($"{path}: is created more than once by this answer. Give it whole, once.");
    }

    private void Move(RepoPath path, MoveFile move)
    {
        if (!RepoPath.TryParse(Tidy(move.To), out var to))
            problems.Add($"{path}: is to be moved to '{move.To}', which is no path beneath the workspace.");
        else if (snapshot.Files.ContainsKey(to) || added.ContainsKey(to) || moved.ContainsValue(to))
            problems.Add($"{path}: is to be moved to {to}, which exists already.");
        else
            moved[path] = to;
    }

    private bool Stands(RepoPath path, WriteWhole whole) =>
        pieces[path].Lines.SequenceEqual(whole.Lines) && Note($"{path}: exists already, as the answer has it.");

    private bool Note(string text)
    {
        notes.Add(text);
        return true;
    }

    private FilePlacing? Open(RepoPath path)
    {
        if (open.TryGetValue(path, out var known))
            return known;

        if (!snapshot.Files.ContainsKey(path))
        {
            problems.Add($"{path}: is created by this answer and edited by it as well. Give it whole, once.");
            return open[path] = null;
        }

        if (read(path) is not { } content || Workpiece.Of(content) is not { } piece)
        {
            problems.Add($"{path}: is no text in UTF-8 and cannot be edited.");
            return open[path] = null;
        }

        pieces[path] = piece;
        return open[path] = new FilePlacing(path.Value, piece);
    }

    /// <summary>Whether the file exists, by its path as answers write it; null where it is no path of the workspace.</summary>
    private bool? Resolve(string text, bool mayBeNew, out RepoPath path)
    {
        var tidy = Tidy(text);
        if (!RepoPath.TryParse(tidy, out path))
        {
            problems.Add($"'{text}' is no path beneath the workspace: it must be relative, without '.' or '..'.");
            return null;
        }

        if (snapshot.Files.ContainsKey(path))
            return true;

        // A letter in front that tools put there, or a folder more or less than it has, where one file alone can be meant. What is given whole may be new.
        if (tidy is ['a' or 'b', '/', .. var bare] && RepoPath.TryParse(bare, out var without) && snapshot.Files.ContainsKey(without))
        {
            path = without;
            return true;
        }

        if (mayBeNew)
            return false;

        var named = path;
        var ending = snapshot.Files.Keys.Where(f => f.Value.EndsWith("/" + named.Value, StringComparison.Ordinal) || named.Value.EndsWith("/" + f.Value, StringComparison.Ordinal)).Take(2).ToList();
        if (ending is [var only] && !added.ContainsKey(path))
        {
            notes.Add($"{text}: taken for {only}, the only file that ends so.");
            path = only;
            return true;
        }

        return false;
    }

    private string Tidy(string text)
    {
        var path = text.Trim().Trim('`', '"', '\'').Replace('\\', '/');
        if (path.StartsWith(snapshot.Root + "/", StringComparison.Ordinal))
            path = path[(snapshot.Root.Length + 1)..];

        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];

        return path;
    }

    private string Missing(string text)
    {
        var name = Tidy(text).Split('/')[^1];
        var alike = snapshot.Files.Keys.Where(f => f.Name == name).Take(3).Select(f => f.Value).ToList();
        return alike.Count > 0 ? $"{text}: there is no such file; {string.Join(", ", alike)} {(alike.Count == 1 ? "has" : "have")} that name." : $"{text}: there is no such file.";
    }
}
