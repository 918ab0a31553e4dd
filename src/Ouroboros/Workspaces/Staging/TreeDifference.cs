namespace Ouroboros.Workspaces.Staging;

/// <summary>What a command did to a copy of the workspace.</summary>
/// <param name="Patch">Null when no file changed.</param>
/// <param name="Unrepresented">Changes no patch can hold (links, devices, modes, odd names), for people.</param>
public sealed record TreeDifference(Patch? Patch, IReadOnlyList<string> Unrepresented)
{
    internal static TreeDifference Between(
        PristineCopy pristine, IRootedFiles files, IReadOnlyDictionary<RepoPath, FileStat> placed, DifferenceLimits limits,
        CancellationToken cancellationToken)
    {
        var now = TreeListing.Of(files, cancellationToken);
        var unrepresented = new List<string>(now.Unread.Select(u => $"'{u.Name}': {u.Why}"));
        var changed = now.Files.Where(f => !placed.TryGetValue(f.Key, out var before) || before != f.Value).ToList();
        if (WhyTooMuch(changed, limits) is { } tooMuch)
            return new TreeDifference(null, [tooMuch, .. unrepresented]);

        var edits = new List<FileEdit>();
        foreach (var (path, stat) in changed)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Compare(pristine, files, path, stat, limits, unrepresented) is { } edit)
                edits.Add(edit);

            if (placed.TryGetValue(path, out var before) && before.Kind == FileKind.File && before.Mode != stat.Mode)
                unrepresented.Add($"'{PrintableName.Of(path.Value)}': its mode changed to {Convert.ToString((int)stat.Mode, 8)}");
        }

        foreach (var version in pristine.Snapshot.Files.Values.Where(v => placed.ContainsKey(v.Path) && !now.Files.ContainsKey(v.Path)))
        {
            if (IsGone(files, version.Path))
                edits.Add(new DeleteFile(version.Path, version.Hash));
            else
                unrepresented.Add($"'{version.Path}': it is hidden by what stands there now");
        }

        unrepresented.AddRange(now.Links.Where(l => !placed.TryGetValue(l.Key, out var before) || before != l.Value)
            .Select(l => $"'{PrintableName.Of(l.Key.Value)}': it is a symbolic link"));
        return new TreeDifference(edits.Count > 0 ? new Patch(edits) : null, unrepresented);
    }

    private static string? WhyTooMuch(IReadOnlyList<KeyValuePair<RepoPath, FileStat>> changed, DifferenceLimits limits)
    {
        if (changed.Count > limits.Files)
            return $"{changed.Count} files were written, more than the {limits.Files} that are taken for one change";

        var total = changed.Where(c => c.Value.Length <= limits.FileBytes).Sum(c => c.Value.Length);
        return total > limits.TotalBytes ? $"{total:N0} bytes were written, more than the {limits.TotalBytes:N0} that are taken for one change" : null;
    }

    private static FileEdit? Compare(
        PristineCopy pristine, IRootedFiles files, RepoPath path, FileStat seen, DifferenceLimits limits, List<string> unrepresented)
    {
        if (!PrintableName.IsText(path.Value))
            unrepresented.Add($"'{PrintableName.Of(path.Value)}': its name is not UTF-8");
        else if (seen.Length > limits.FileBytes)
            unrepresented.Add($"'{path}': it has {seen.Length:N0} bytes, more than the {limits.FileBytes:N0} that are taken");
        else
            return Read(files, path, unrepresented) is var (after, stat) ? Compare(pristine, path, after, stat) : null;

        return null;
    }

    private static FileEdit? Compare(PristineCopy pristine, RepoPath path, byte[] after, FileStat stat)
    {
        if (pristine.Snapshot.Files.GetValueOrDefault(path) is not { } version || pristine.Files.Read(path) is not var (before, _))
            return new AddFile(path, after, stat.Mode);

        return after.AsSpan().SequenceEqual(before) ? null : new ChangeFile(path, version.Hash, [SpanEdit.Between(before, after)]);
    }

    private static FileReading? Read(IRootedFiles files, RepoPath path, List<string> unrepresented)
    {
        try
        {
            return files.Read(path);
        }
        catch (FileTroubleException trouble)
        {
            unrepresented.Add($"'{PrintableName.Of(path.Value)}': {trouble.Message}");
            return null;
        }
    }

    // A link in its place, a directory nobody may enter or one that is left out: the file was not taken away.
    private static bool IsGone(IRootedFiles files, RepoPath path)
    {
        try
        {
            return files.Stat(path) is null or { Kind: FileKind.Directory };
        }
        catch (FileTroubleException trouble)
        {
            return trouble.Trouble is FileTrouble.Missing or FileTrouble.WrongKind;
        }
    }
}
