using Ouroboros.Runs;

namespace Ouroboros.Workspaces.Transactions;

/// <summary>Turns a patch into an intent against the files as they are, or says why that cannot be.</summary>
internal sealed class PatchPlan(IRootedFiles files, IContentStore contents)
{
    private readonly Dictionary<RepoPath, (CurrentFile Before, (byte[] Content, FileState State)? After)> targets = [];
    private readonly List<string> refusals = [];

    public IReadOnlyList<string> Refusals => refusals;

    public Intent? Make(RunId run, Patch patch)
    {
        try
        {
            refusals.AddRange(new PathGuard(files).WhyNotWritten(patch));
            if (refusals.Count == 0)
                Consider(patch);
        }
        catch (FileTroubleException trouble)
        {
            refusals.Add(trouble.Message);
        }

        return refusals.Count == 0 ? Build(run, patch) : null;
    }

    private void Consider(Patch patch)
    {
        // What goes away first, so that one file may take another's place.
        foreach (var edit in patch.Files.Where(e => e is not AddFile))
            Take(edit);

        foreach (var edit in patch.Files)
            Give(edit);
    }

    private void Take(FileEdit edit)
    {
        var expected = edit switch
        {
            ChangeFile change => change.Before,
            DeleteFile delete => delete.Before,
            RenameFile rename => rename.Before,
            _ => throw new InvalidOperationException($"A patch holds a {edit.GetType().Name}, which nothing here can apply."),
        };
        var current = CurrentFile.Of(files, edit.Path);
        if (current.State is null || current.State.Hash != expected)
            refusals.Add(ChangedMeanwhileException.Describe(edit.Path, expected, current));
        else
            targets[edit.Path] = (current, null);
    }

    private void Give(FileEdit edit)
    {
        switch (edit)
        {
            case AddFile add:
                Put(add.Path, add.Content.ToArray(), add.Mode, OwnerOfNew(add.Path));
                break;
            case ChangeFile change when targets.TryGetValue(change.Path, out var there):
                Put(change.Path, Applied(change.Path, () => change.ApplyTo(there.Before.Content)), there.Before.State!.Mode, there.Before.State.Owner);
                break;
            case RenameFile rename when targets.TryGetValue(rename.Path, out var moved):
                Put(rename.To, Applied(rename.Path, () => rename.ApplyTo(moved.Before.Content)), moved.Before.State!.Mode, moved.Before.State.Owner);
                break;
        }
    }

    private void Put(RepoPath path, byte[]? content, UnixFileMode mode, FileOwner owner)
    {
        if (content is null)
            return;

        var known = targets.TryGetValue(path, out var target);
        var before = known ? target.Before : CurrentFile.Of(files, path);
        if (known ? target.After is not null : before.State is not null || before.Obstacle is not null)
            refusals.Add(known ? $"Two edits of the patch write '{path}'." : before.Obstacle ?? $"'{path}' exists already.");
        else if (FileInTheWay(path) is { } obstacle)
            refusals.Add($"'{path}' cannot be made: '{obstacle}' is a file.");
        else
            targets[path] = (before, (content, new FileState(ContentHash.Of(content), mode, owner)));
    }

    private byte[]? Applied(RepoPath path, Func<byte[]> apply)
    {
        try
        {
            return apply();
        }
        catch (ArgumentException)
        {
            refusals.Add($"The patch's edits of '{path}' reach beyond its end.");
            return null;
        }
    }

    private RepoPath? FileInTheWay(RepoPath path)
    {
        for (var parent = path.Parent; parent is { } above; parent = above.Parent)
        {
            if (files.Stat(above) is { } stat)
                return stat.Kind == FileKind.Directory ? null : above;
        }

        return null;
    }

    // Whoever owns the directory owns what is put into it, also when root runs this in somebody's repository.
    private FileOwner OwnerOfNew(RepoPath path)
    {
        for (var parent = path.Parent; parent is { } above; parent = above.Parent)
        {
            if (files.Stat(above) is { } stat)
                return stat.Owner;
        }

        return files.Stat(null)!.Value.Owner;
    }

    private Intent Build(RunId run, Patch patch)
    {
        var steps = new List<FileStep>();
        foreach (var (path, (before, after)) in targets.OrderBy(t => t.Key))
        {
            if (before.State is not null)
                contents.Put(before.Content);
            if (after is not null)
                contents.Put(after.Value.Content);

            var (added, removed) = LineDifference.Count(before.Content, after?.Content ?? []);
            steps.Add(new FileStep(path, before.State, after?.State, TemporaryName.For(path), added, removed));
        }

        var missing = steps.Where(s => s.After is not null).SelectMany(s => Clearing.MissingAbove(files, s.Path)).Distinct();
        return new Intent(run, IntentPurpose.Apply, patch.Hash, steps, [.. missing.OrderBy(d => d)], [], []);
    }
}
