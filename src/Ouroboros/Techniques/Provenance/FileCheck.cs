using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Checks stored content, and tells apart what became of the released files since.</summary>
internal sealed class FileCheck(IContentStore blobs, IRootedFiles workspace, List<VerificationFinding> findings, List<string> correct)
{
    public void Check(IReadOnlyList<FileClaim> files)
    {
        foreach (var file in files)
        {
            CheckBlob(file.Path, "before", file.Before, isNeeded: true);
            CheckBlob(file.Path, "after", file.After, isNeeded: false);
            CheckNow(file);
        }
    }

    private void CheckBlob(string path, string when, string? hash, bool isNeeded)
    {
        if (hash is null)
            return;

        try
        {
            if (blobs.Get(new ContentHash(hash)) is not null)
                correct.Add($"content of {path} {when} the run");
            else if (isNeeded)
                Add(VerificationKind.Missing, $"blob {hash}", $"the content of '{path}' {when} the run is gone; it cannot be undone");
        }
        catch (InvalidDataException damaged)
        {
            Add(VerificationKind.Tampered, $"blob {hash}", $"the content of '{path}' {when} the run: {damaged.Message}");
        }
    }

    private void CheckNow(FileClaim file)
    {
        if (!RepoPath.TryParse(file.Path, out var path))
        {
            Add(VerificationKind.Tampered, file.Path, "the statement names a path outside the workspace");
            return;
        }

        var now = HashNow(path);
        if (now == file.After)
            correct.Add(file.Path);
        else if (now == file.Before)
            Add(VerificationKind.Undone, file.Path, "it is as it was before the run");
        else
            Add(VerificationKind.Drift, file.Path, now is null
                ? "it was removed after the run"
                : $"it was changed after the run: sha256 {now[..12]}, released as {file.After?[..12] ?? "no file"}");
    }

    private string? HashNow(RepoPath path)
    {
        try
        {
            return workspace.Read(path) is { } reading ? ContentHash.Of(reading.Content).Hex : null;
        }
        catch (FileTroubleException trouble)
        {
            // A link or a directory stands there now, or it may not be read: not what was released, in any case.
            return ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(trouble.Message)).Hex;
        }
    }

    private void Add(VerificationKind kind, string what, string detail) => findings.Add(new VerificationFinding(kind, what, detail));
}
