using System.Text;
using Ouroboros.Adapters.Files;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Tests.Fakes;

/// <summary>A directory of a test's own, gone with it. Odd modes are put right first.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("ouro-test-").FullName;

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
