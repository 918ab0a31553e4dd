using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>The Python files of ours that run inside target projects, laid out in a temporary directory. Disposing removes it.</summary>
internal sealed class HelperScripts : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("ouro-py-");

    [SuppressMessage("ApiDesign", "RS0030", Justification = "A temporary directory of our own; no file of the workspace is touched.")]
    public HelperScripts()
    {
        // An ordinary user inside a sandbox reads them too.
        home.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("ouro_", StringComparison.Ordinal)))
        {
            using var script = assembly.GetManifestResourceStream(name)!;
            using var file = File.Create(Path.Join(Root, name));
            script.CopyTo(file);
        }
    }

    public string Root => home.FullName;

    public string Main => Path.Join(Root, "ouro_main.py");

    public void Dispose()
    {
        if (Directory.Exists(Root))
            home.Delete(recursive: true);
    }
}
