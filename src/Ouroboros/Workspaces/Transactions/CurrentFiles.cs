namespace Ouroboros.Workspaces.Transactions;

/// <summary>What stands at a path right now, as far as transactions care.</summary>
/// <param name="State">Null when nothing stands there, or nothing a transaction may touch.</param>
/// <param name="Obstacle">Why it may not be touched.</param>
internal sealed record CurrentFile(FileState? State, byte[] Content, string? Obstacle)
{
    /// <summary>Bytes decide; a file is the same file after chmod.</summary>
    public bool Holds(FileState? wanted) => Obstacle is null && State?.Hash == wanted?.Hash;

    public static CurrentFile Of(IRootedFiles files, RepoPath path)
    {
        try
        {
            return files.Read(path) is var (content, stat)
                ? new CurrentFile(new FileState(ContentHash.Of(content), stat.Mode, stat.Owner), content, null)
                : new CurrentFile(null, [], null);
        }
        catch (FileTroubleException trouble)
        {
            return new CurrentFile(null, [], trouble.Message);
        }
    }
}
