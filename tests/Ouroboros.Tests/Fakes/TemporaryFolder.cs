using System.Text;
using Ouroboros.Adapters.Files;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Tests.Fakes;

/// <summary>A directory of a test's own, gone with it. Odd modes are put right first.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    /// <param name="inMemory">For tests that make things durable hundreds of times: a process's death, unlike a machine's, does not care.</param>
    public TemporaryFolder(bool inMemory = false)
    {
        var parent = inMemory && Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Join(parent, $"ouro-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path, (UnixFileMode)0b111_000_000);
    }

    public static IFileRoots Roots { get; } = new KernelRoots(NoFailPoints.Instance);

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Join(Path, relative);

    public string Write(string relative, string text) => Write(relative, Encoding.UTF8.GetBytes(text));

    public string Write(string relative, byte[] content)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Read(string relative) => File.ReadAllText(this[relative]);

    public void Link(string relative, string target)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[relative])!);
        File.CreateSymbolicLink(this[relative], target);
    }

    public IRootedFiles Open() => Roots.Open(Path);

    public void Dispose()
    {
        using var parent = Roots.Open(System.IO.Path.GetDirectoryName(Path)!);
        TreeRemoval.Remove(parent, RepoPath.Parse(System.IO.Path.GetFileName(Path)));
    }
}
