namespace Ouroboros.Techniques.Syntax;

/// <summary>Checks files one by one, for <c>ouro check</c>.</summary>
public sealed class SyntaxCheck(ISyntaxParser parser, SyntaxLimits limits)
{
    /// <summary>Results in the order of the paths. Each file stands for itself: none keeps another from being checked.</summary>
    public IReadOnlyList<CheckedFile> Check(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var results = new CheckedFile[paths.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, paths.Count, options, i => results[i] = Check(paths[i], cancellationToken));
        return results;
    }

    public CheckedFile Check(string path, CancellationToken cancellationToken)
    {
        if (Languages.OfExtension(Path.GetExtension(path)) is not { } language)
        {
            return File.Exists(path)
                ? new CheckedFile(path, null, CheckStatus.Unknown, "no grammar for files with this extension")
                : new CheckedFile(path, null, CheckStatus.Unreadable, Directory.Exists(path) ? "is a directory" : "does not exist");
        }

        try
        {
            var bytes = Read(path);
            var faults = FileFaults.Find(parser, SourceText.ToUtf8(bytes), language, limits, cancellationToken);
            return new CheckedFile(path, language, faults.Count == 0 ? CheckStatus.Valid : CheckStatus.Invalid, null)
            {
                Faults = [.. SyntaxFault.Outermost(faults)],
                IsCutShort = faults.Count >= limits.Faults,
            };
        }
        catch (SyntaxLimitException limit)
        {
            return new CheckedFile(path, language, CheckStatus.BeyondLimits, limit.Message);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new CheckedFile(path, language, CheckStatus.Unreadable, Reason(path, unreadable));
        }
    }

    private byte[] Read(string path)
    {
        // Pipes have no length; opening one would wait for its writer.
        var length = new FileInfo(path).Length;
        if (length > limits.Bytes)
            throw new SyntaxLimitException($"larger than the limit of {limits.Bytes:N0} bytes: it has {length:N0}");

        return length == 0 ? [] : File.ReadAllBytes(path);
    }

    private static string Reason(string path, Exception unreadable) => unreadable switch
    {
        UnauthorizedAccessException => "may not be read by this user",
        _ when Directory.Exists(path) => "is a directory",
        FileNotFoundException or DirectoryNotFoundException => "does not exist",
        _ => unreadable.Message,
    };
}

/// <summary>What one file came to. The problem says why it could not be checked.</summary>
public sealed record CheckedFile(string Path, Language? Language, CheckStatus Status, string? Problem)
{
    public IReadOnlyList<SyntaxFault> Faults { get; init; } = [];

    /// <summary>There are more faults than the limit allows to look at.</summary>
    public bool IsCutShort { get; init; }
}

public enum CheckStatus
{
    Valid,
    Invalid,

    /// <summary>Of no known language.</summary>
    Unknown,
    Unreadable,
    BeyondLimits,
}
