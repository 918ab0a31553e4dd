namespace Ouroboros.Workspaces;

public enum FileTrouble
{
    /// <summary>A symbolic link stands where none may be followed.</summary>
    Link,
    Denied,
    ReadOnly,
    Full,
    Exists,
    Missing,

    /// <summary>A directory where a file was needed, or the other way round, or a device.</summary>
    WrongKind,
    Other,
}

/// <summary>The file system refused. The message says what, where and what to do.</summary>
public sealed class FileTroubleException(FileTrouble trouble, string message) : IOException(message)
{
    public FileTrouble Trouble => trouble;
}

/// <summary>The workspace or its state cannot be used as it is. The message says what, where and what to do.</summary>
public class WorkspaceException(string message, Exception? cause = null) : Exception(message, cause);
