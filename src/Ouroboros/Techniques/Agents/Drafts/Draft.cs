using Ouroboros.Techniques.EditFormats;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Diffs;

namespace Ouroboros.Techniques.Agents.Drafts;

/// <summary>
/// The workspace as an agent sees it: the snapshot without what no model may read, and its own edits over it. Nothing of it touches the
/// disk; what it comes to is one patch against the snapshot.
/// </summary>
public sealed class Draft
{
    private const UnixFileMode Usual = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Snapshot snapshot;
    private readonly Func<RepoPath, byte[]?> read;
    private readonly Func<RepoPath, string?> refusal;
    private readonly Stack<IReadOnlyDictionary<RepoPath, byte[]?>> earlier = [];
    private IReadOnlyDictionary<RepoPath, byte[]?> changed = new Dictionary<RepoPath, byte[]?>();

    /// <param name="read">The bytes of a file of the snapshot.</param>
    /// <param name="refusal">Why a file may not be read beyond what its name says, or null.</param>
    public Draft(Snapshot snapshot, Func<RepoPath, byte[]?> read, Func<RepoPath, string?> refusal)
    {
        (this.snapshot, this.read, this.refusal) = (snapshot, read, refusal);
        Files = Seen();
    }

    /// <summary>What stands there now.</summary>
    public Snapshot Files { get; private set; }

    /// <summary>What was changed so far, against the snapshot; null for nothing.</summary>
    public Patch? Patch { get; private set; }

    /// <summary>Why a path is not shown, or null where it may be.</summary>
    public string? WhyNotShown(RepoPath path) => PathRules.WhyRefused(path) ?? (snapshot.Files.ContainsKey(path) ? refusal(path) : null);

    public byte[]? Read(RepoPath path) =>
        !Files.Files.ContainsKey(path) || WhyNotShown(path) is not null ? null : changed.TryGetValue(path, out var own) ? own : read(path);

    /// <summary>Reads the edits of an answer against what stands here now. Nothing changes.</summary>
    /// <returns>What they come to with all that was changed before, or why not.</returns>
    public (AnswerVerdict Verdict, ProposedDraft? Proposed) Try(string answer)
    {
        var verdict = new AnswerEdits(Files, Read).Read(answer);
        if (verdict.Patch is not { } patch)
            return (verdict, null);

        var next = changed.ToDictionary();
        foreach (var file in patch.Files)
            Apply(file, next);

        return (verdict, new ProposedDraft(PatchOf(next), next));
    }

    /// <summary>Makes a proposal what stands here.</summary>
    public void Keep(ProposedDraft proposed)
    {
        earlier.Push(changed);
        Set(proposed.Changed);
    }

    /// <summary>False where nothing was kept.</summary>
    public bool TakeBack()
    {
        if (!earlier.TryPop(out var before))
            return false;

        Set(before);
        return true;
    }

    private void Set(IReadOnlyDictionary<RepoPath, byte[]?> now)
    {
        changed = now;
        Patch = PatchOf(now);
        Files = Seen();
    }

    private void Apply(FileEdit file, Dictionary<RepoPath, byte[]?> next)
    {
        switch (file)
        {
            case AddFile add:
                next[add.Path] = add.Content.ToArray();
                break;
            case DeleteFile delete:
                next[delete.Path] = null;
                break;
            case ChangeFile change:
                next[change.Path] = change.ApplyTo(Read(change.Path));
                break;
            case RenameFile rename:
                next[rename.To] = rename.ApplyTo(Read(rename.Path));
                next[rename.Path] = null;
                break;
            default:
                throw new InvalidOperationException($"An answer came to a {file.GetType().Name}, which no draft can hold.");
        }
    }

    private Patch? PatchOf(IReadOnlyDictionary<RepoPath, byte[]?> now)
    {
        FileEdit[] files = [.. now.Select(c => EditOf(c.Key, c.Value)).OfType<FileEdit>()];
        return files.Length == 0 ? null : new Patch(files);
    }

    private FileEdit? EditOf(RepoPath path, byte[]? now)
    {
        if (!snapshot.Files.TryGetValue(path, out var version))
            return now is null ? null : new AddFile(path, now, Usual);

        if (now is null)
            return new DeleteFile(path, version.Hash);

        return ContentHash.Of(now) == version.Hash ? null : new ChangeFile(path, version.Hash, SmallestEdits.Between(read(path) ?? [], now));
    }

    private Snapshot Seen()
    {
        var files = snapshot.Files.Values.Where(v => PathRules.WhyRefused(v.Path) is null && !changed.ContainsKey(v.Path)).ToDictionary(v => v.Path);
        foreach (var (path, content) in changed)
        {
            if (content is not null)
                files[path] = new FileVersion(path, ContentHash.Of(content), content.Length, snapshot.Files.GetValueOrDefault(path)?.Mode ?? Usual);
        }

        return new Snapshot(snapshot.Root, files);
    }
}

/// <summary>What a draft would be after some edits.</summary>
/// <param name="Patch">Against the snapshot; null where the edits take back all there was.</param>
public sealed record ProposedDraft(Patch? Patch, IReadOnlyDictionary<RepoPath, byte[]?> Changed);
