using Ouroboros.Workspaces;

namespace Ouroboros.Tests.Techniques.Testing;

/// <summary>A small project on disk, gone when the test is over.</summary>
internal sealed class SampleWorkspace : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("ouro-sample-");

    public SampleWorkspace(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
            Write(path, text);
    }

    public string Root => home.FullName;

    public Snapshot Snapshot => new(
        Root,
        home.EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => !f.FullName.Contains("/.venv/", StringComparison.Ordinal) && !f.FullName.Contains("/node_modules/", StringComparison.Ordinal))
            .Select(f => new FileVersion(
                RepoPath.Parse(Path.GetRelativePath(Root, f.FullName)), ContentHash.Of(File.ReadAllBytes(f.FullName)), f.Length, f.UnixFileMode))
            .ToDictionary(f => f.Path));

    public void Write(string path, string text)
    {
        var place = Path.Join(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        File.WriteAllText(place, text);
    }

    /// <summary>A patch that replaces the one place where a text stands.</summary>
    public Patch Replace(string path, string old, string with)
    {
        var bytes = File.ReadAllBytes(Path.Join(Root, path));
        var at = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(old));
        return at >= 0
            ? Patch.Change(RepoPath.Parse(path), ContentHash.Of(bytes), new SpanEdit(at, System.Text.Encoding.UTF8.GetByteCount(old), System.Text.Encoding.UTF8.GetBytes(with)))
            : throw new ArgumentException($"'{old}' does not stand in {path}.");
    }

    public void Dispose() => home.Delete(recursive: true);
}
