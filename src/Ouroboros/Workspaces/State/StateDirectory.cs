using System.Security.Cryptography;

namespace Ouroboros.Workspaces.State;

/// <summary>
/// <c>.ouroboros/</c> in a workspace root: readable by its owner only, unseen by git. The one place where ouro keeps
/// what it must remember about a workspace.
/// </summary>
public sealed class StateDirectory : IDisposable
{
    public const string Name = ".ouroboros";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly RepoPath Self = RepoPath.Parse(Name);

    private StateDirectory(string workspace, IRootedFiles files)
    {
        Workspace = workspace;
        Files = files;
    }

    /// <summary>Absolute path of the workspace root.</summary>
    public string Workspace { get; }

    /// <summary>Absolute path of the state directory itself.</summary>
    public string Root => Files.Root;

    public IRootedFiles Files { get; }

    public string DatabasePath => Path.Join(Root, "ouroboros.db");

    public string BlobsPath => Path.Join(Root, "blobs");

    public string ArtifactsPath => Path.Join(Root, "artifacts");

    public string KeysPath => Path.Join(Root, "keys");

    /// <summary>For what may be lost. Staging areas live here, beside the workspace, where copies are cheap.</summary>
    public string TemporaryPath => Path.Join(Root, "tmp");

    /// <summary>Whether a workspace has any state yet, without making it.</summary>
    public static bool IsIn(string workspace) => Directory.Exists(Path.Join(workspace, Name));

    /// <summary>Opens the state of a workspace, made on first use.</summary>
    /// <exception cref="WorkspaceException">It cannot be made or used; the message says why and what to do.</exception>
    public static StateDirectory Open(string workspace, IFileRoots roots)
    {
        using var root = OpenRoot(workspace, roots);
        try
        {
            Make(root);
            var state = new StateDirectory(root.Root, roots.Open(Self.Under(root.Root)));
            state.Furnish();
            GitExclusion.Add(root.Root, roots);
            return state;
        }
        catch (FileTroubleException trouble)
        {
            throw new WorkspaceException(
                $"ouro keeps its state in '{Path.Join(root.Root, Name)}' and cannot: {trouble.Message} "
                + "It needs a workspace it may write to; fix that or work on a copy.",
                trouble);
        }
    }

    /// <summary>Takes a lock between processes, released by the kernel if this one dies.</summary>
    public Task<IDisposable> LockAsync(string name, TimeSpan patience, TimeProvider clock, CancellationToken cancellationToken) =>
        ProcessLock.TakeAsync(Path.Join(Root, $"{name}.lock"), patience, clock, cancellationToken);

    public void Dispose() => Files.Dispose();

    private static IRootedFiles OpenRoot(string workspace, IFileRoots roots)
    {
        try
        {
            return roots.Open(workspace);
        }
        catch (FileTroubleException trouble)
        {
            throw new WorkspaceException($"'{workspace}' cannot be opened as a workspace: {trouble.Message}", trouble);
        }
    }

    private static void Make(IRootedFiles root)
    {
        // A link or file by that name came with the repository, and following it would write wherever it says.
        if (root.Stat(Self) is { Kind: not FileKind.Directory })
            throw new FileTroubleException(FileTrouble.WrongKind, $"'{Name}' there is no directory; remove it.");

        MakeUnlessThere(root, Self);
        if (root.Stat(Self) is not { Mode: OwnerOnly })
            root.SetMode(Self, OwnerOnly);
    }

    private void Furnish()
    {
        foreach (var part in (string[])["blobs", "artifacts", "keys", "tmp"])
            MakeUnlessThere(Files, RepoPath.Parse(part));

        // Covers what .git/info/exclude cannot: a workspace inside a larger repository.
        var ignore = RepoPath.Parse(".gitignore");
        if (Files.Stat(ignore) is null)
            CreateWhole(ignore, "*\n"u8);
    }

    private static void MakeUnlessThere(IRootedFiles files, RepoPath path)
    {
        if (files.Stat(path) is { } stat)
        {
            if (stat.Kind != FileKind.Directory)
                throw new FileTroubleException(FileTrouble.WrongKind, $"'{path}' in {files.Root} is no directory; remove it.");

            return;
        }

        try
        {
            files.MakeDirectory(path, OwnerOnly);
            files.Sync(null);
        }
        catch (FileTroubleException trouble) when (trouble.Trouble == FileTrouble.Exists)
        {
            // Another process was quicker.
        }
    }

    private void CreateWhole(RepoPath path, ReadOnlySpan<byte> content)
    {
        var temporary = RepoPath.Parse($"tmp/{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        Files.Create(temporary, content, UnixFileMode.UserRead | UnixFileMode.UserWrite, null);
        Files.Replace(temporary, path);
    }
}
