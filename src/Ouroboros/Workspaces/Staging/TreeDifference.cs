namespace Ouroboros.Workspaces.Staging;

/// <summary>What a command did to a copy of the workspace.</summary>
/// <param name="Patch">Null when no file changed.</param>
/// <param name="Unrepresented">Changes no patch can hold (links, devices, odd names), for people.</param>
public sealed record TreeDifference(Patch? Patch, IReadOnlyList<string> Unrepresented)
{
    internal static TreeDifference Between(
        PristineCopy pristine, IRootedFiles files, IReadOnlyDictionary<RepoPath, FileStat> placed, CancellationToken cancellationToken)
    {
        var now = TreeListing.Of(files, cancellationToken);
        var edits = new List<FileEdit>();
        var unrepresented = new List<string>(now.Unread.Select(u => $"'{u.Name}': {u.Why}"));
        foreach (var (path, stat) in now.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (placed.TryGetValue(path, out var before) && before == stat)
                continue;

            if (!PrintableName.IsText(path.Value))
                unrepresented.Add($"'{PrintableName.Of(path.Value)}': its name is not UTF-8");
            else if (Compare(pristine, files, path) is { } edit)
                edits.Add(edit);
        }

        edits.AddRange(pristine.Snapshot.Files.Values
            .Where(v => placed.ContainsKey(v.Path) && !now.Files.ContainsKey(v.Path))
            .Select(v => new DeleteFile(v.Path, v.Hash)));
        unrepresented.AddRange(now.Links.Where(l => !placed.TryGetValue(l.Key, out var before) || before != l.Value)
            .Select(l => $"'{PrintableName.Of(l.Key.Value)}': it is a symbolic link"));
        return new TreeDifference(edits.Count > 0 ? new Patch(edits) : null, unrepresented);
    }

    private static FileEdit? Compare(PristineCopy pristine, IRootedFiles files, RepoPath path)
    {
        if (files.Read(path) is not var (after, stat))
            return null;

        if (pristine.Snapshot.Files.GetValueOrDefault(path) is not { } version || pristine.Files.Read(path) is not var (before, _))
            return new AddFile(path, after, stat.Mode);

        return after.AsSpan().SequenceEqual(before) ? null : new ChangeFile(path, version.Hash, [SpanEdit.Between(before, after)]);
    }
}
