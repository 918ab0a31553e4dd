namespace Ouroboros.Adapters.Bubblewrap;

/// <summary>Where bubblewrap is. Whether it works only a start can tell: a kernel may forbid namespaces to ordinary users.</summary>
internal static class BubblewrapProgram
{
    public static string? Find()
    {
        // The system's own first; never a relative entry, which a repository could fill.
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return new[] { "/usr/bin", "/usr/local/bin", "/bin" }
            .Concat(path.Split(':').Where(entry => entry.StartsWith('/')))
            .Select(entry => Path.Combine(entry, "bwrap"))
            .FirstOrDefault(File.Exists);
    }
}
