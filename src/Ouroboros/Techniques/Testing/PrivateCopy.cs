using System.Diagnostics.CodeAnalysis;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing;

/// <summary>A workspace's files in a temporary directory of their own, for tests to run in and to soil. Disposing removes it.</summary>
public sealed class PrivateCopy : IDisposable
{
    private readonly DirectoryInfo home;

    private PrivateCopy(DirectoryInfo home) => this.home = home;

    public string Root => home.FullName;

    /// <summary>Copies the files of a snapshot as they stand, then applies the patch, if any.</summary>
    public static PrivateCopy Of(Snapshot snapshot, Patch? patch, CancellationToken cancellationToken)
    {
        var copy = new PrivateCopy(Directory.CreateTempSubdirectory("ouro-copy-"));
        try
        {
            foreach (var file in snapshot.Files.Values)
            {
                cancellationToken.ThrowIfCancellationRequested();
                copy.Take(file, snapshot.Root);
            }

            foreach (var edit in patch?.Files ?? [])
                copy.Apply(edit);
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        return copy;
    }

    public void Dispose()
    {
        if (!home.Exists)
            return;

        foreach (var directory in home.EnumerateDirectories("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            directory.UnixFileMode |= UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

        home.Delete(recursive: true);
    }

    private void Take(FileVersion file, string from)
    {
        var source = file.Path.Under(from);
        if (!File.Exists(source))
            throw new InvalidDataException($"'{file.Path}' is gone since the run began; run again.");

        var target = Place(file.Path);
        File.Copy(source, target, overwrite: true);
        File.SetUnixFileMode(target, file.Mode | UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [SuppressMessage("ApiDesign", "RS0030", Justification = "The copy is private and temporary; no file of the workspace is touched.")]
    private void Apply(FileEdit edit)
    {
        var place = Place(edit.Path);
        switch (edit)
        {
            case AddFile add:
                File.WriteAllBytes(place, add.Content.ToArray());
                File.SetUnixFileMode(place, add.Mode);
                break;
            case ChangeFile change:
                File.WriteAllBytes(place, change.ApplyTo(File.ReadAllBytes(place)));
                break;
            case DeleteFile:
                File.Delete(place);
                break;
            case RenameFile rename:
                var moved = new ChangeFile(rename.Path, rename.Before, rename.Edits).ApplyTo(File.ReadAllBytes(place));
                File.WriteAllBytes(Place(rename.To), moved);
                File.Delete(place);
                break;
        }
    }

    private string Place(RepoPath path)
    {
        var place = path.Under(Root);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        return place;
    }
}
