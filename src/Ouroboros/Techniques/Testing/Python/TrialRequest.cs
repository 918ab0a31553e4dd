using System.Buffers.Binary;
using System.Text;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

[Flags]
internal enum TrialFlags : byte
{
    None = 0,

    /// <summary>Run every test, though the first red one decides.</summary>
    AllResults = 1,

    /// <summary>Give it more time than usual: it ran out of it once.</summary>
    Patient = 2,

    /// <summary>Several candidates, each a request of its own. What lies between is the server's own.</summary>
    Together = 8,

    /// <summary>No candidate: other tests to hold those to that come after.</summary>
    Job = 16,
}

/// <summary>A candidate as the server reads it: whole files, since the server does not know the originals.</summary>
internal static class TrialRequest
{
    /// <param name="dress">What is done to a file's text before it is written, such as putting meters in.</param>
    public static byte[] Of(Patch patch, string pristine, TrialFlags flags, Func<RepoPath, byte[], byte[]>? dress = null)
    {
        using var buffer = new MemoryStream();
        using var writer = new BinaryWriter(buffer, Encoding.UTF8, leaveOpen: true);
        writer.Write(0);
        writer.Write((byte)flags);
        var writes = Writes(patch, pristine).ToArray();
        writer.Write((ushort)writes.Length);
        foreach (var (path, mode, plain) in writes)
        {
            var content = plain is null || dress is null ? plain : dress(path, plain);
            var name = Encoding.UTF8.GetBytes(path.Value);
            writer.Write((byte)(content is null ? 'd' : 'w'));
            writer.Write((int)mode);
            writer.Write((ushort)name.Length);
            writer.Write(content?.Length ?? 0);
            writer.Write(name);
            writer.Write(content ?? []);
        }

        writer.Flush();
        var frame = buffer.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - 4);
        return frame;
    }

    /// <summary>Requests, each with its length before it, as one.</summary>
    public static byte[] Together(IReadOnlyList<byte[]> requests) => Framed(TrialFlags.Together, requests);

    /// <summary>A job, with its length before it, for a server that had another.</summary>
    public static byte[] Job(byte[] job) => Framed(TrialFlags.Job, [job]);

    private static byte[] Framed(TrialFlags flags, IReadOnlyList<byte[]> requests)
    {
        var frame = new byte[5 + requests.Sum(r => r.Length)];
        BinaryPrimitives.WriteInt32LittleEndian(frame, frame.Length - 4);
        frame[4] = (byte)flags;
        var at = 5;
        foreach (var request in requests)
        {
            request.CopyTo(frame, at);
            at += request.Length;
        }

        return frame;
    }

    /// <summary>Whole files as a patch leaves them; null contents are taken away.</summary>
    public static IEnumerable<(RepoPath Path, UnixFileMode Mode, byte[]? Content)> Writes(Patch patch, string pristine) =>
        patch.Files.SelectMany(f => Writes(f, pristine));

    private static IEnumerable<(RepoPath Path, UnixFileMode Mode, byte[]? Content)> Writes(FileEdit edit, string pristine)
    {
        switch (edit)
        {
            case ChangeFile change:
                yield return (change.Path, default, change.ApplyTo(File.ReadAllBytes(change.Path.Under(pristine))));
                break;
            case AddFile add:
                yield return (add.Path, add.Mode, add.Content.ToArray());
                break;
            case DeleteFile delete:
                yield return (delete.Path, default, null);
                break;
            case RenameFile rename:
                var moved = new ChangeFile(rename.Path, rename.Before, rename.Edits);
                yield return (rename.To, File.GetUnixFileMode(rename.Path.Under(pristine)), moved.ApplyTo(File.ReadAllBytes(rename.Path.Under(pristine))));
                yield return (rename.Path, default, null);
                break;
        }
    }
}
