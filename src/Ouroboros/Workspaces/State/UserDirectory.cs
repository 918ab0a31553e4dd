namespace Ouroboros.Workspaces.State;

/// <summary>What ouro keeps for a person, across workspaces: <c>$XDG_STATE_HOME/ouroboros</c>, readable by its owner only.</summary>
public static class UserDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="WorkspaceException">There is no such place, or it cannot be made.</exception>
    public static IRootedFiles Open(IFileRoots roots, Func<string, string?> environment)
    {
        var path = PathFrom(environment);
        try
        {
            if (!Directory.Exists(path))
                Directory.CreateDirectory(path, OwnerOnly);

            return roots.Open(path);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(
                $"ouro keeps keys and trust in '{path}' and cannot: {trouble.Message} Make it writable or set XDG_STATE_HOME.", trouble);
        }
    }

    // The standard says that a relative path there is invalid and to be ignored.
    private static string PathFrom(Func<string, string?> environment)
    {
        if (environment("XDG_STATE_HOME") is { } state && Path.IsPathRooted(state))
            return Path.Join(state, "ouroboros");
        if (environment("HOME") is { } home && Path.IsPathRooted(home))
            return Path.Join(home, ".local", "state", "ouroboros");

        throw new WorkspaceException("Neither XDG_STATE_HOME nor HOME is set, so there is no place for keys and trust; set one of them.");
    }
}
