using System.Reflection;
using System.Runtime.Loader;

namespace Ouroboros.CSharpHost;

/// <summary>Finds assemblies that the host was not built with: the compiler's, and those a test project brings.</summary>
internal static class Assemblies
{
    private static readonly List<AssemblyDependencyResolver> Projects = [];
    private static readonly List<string> Folders = [];

    public static void ResolveFrom(string compiler)
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            var place = Projects.Select(p => p.ResolveAssemblyToPath(name)).FirstOrDefault(p => p is not null);
            if (name.Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) && File.Exists(Path.Join(compiler, name.Name + ".dll")))
                place = Path.Join(compiler, name.Name + ".dll");

            place ??= Folders.Select(f => Path.Join(f, name.Name + ".dll")).FirstOrDefault(File.Exists);
            return place is null ? null : context.LoadFromAssemblyPath(place);
        };
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            Projects.Select(p => p.ResolveUnmanagedDllToPath(name)).FirstOrDefault(p => p is not null) is { } place
                ? System.Runtime.InteropServices.NativeLibrary.Load(place) : IntPtr.Zero;
    }

    /// <summary>What stands beside a test project's output, and what its manifest names, is found from now on.</summary>
    public static void AlsoFrom(string testAssembly)
    {
        Projects.Add(new AssemblyDependencyResolver(testAssembly));
        Folders.Add(Path.GetDirectoryName(testAssembly)!);
    }
}
