using System.Reflection;
using System.Runtime.Loader;
using Ouroboros.CSharpHost.Compiling;

namespace Ouroboros.CSharpHost.Running;

/// <summary>A whole program in memory: the project's own assemblies afresh, what they are built on shared with every other.</summary>
internal sealed class LoadedProgram : AssemblyLoadContext
{
    private readonly IReadOnlyDictionary<string, byte[]> images;
    private readonly long[] box;
    private readonly bool[] ran;

    /// <param name="ran">Takes the marks of lines; empty where none are kept.</param>
    public LoadedProgram(IReadOnlyDictionary<string, byte[]> images, bool[] ran)
        : base("candidate", isCollectible: true)
    {
        this.images = images;
        this.ran = ran;
        box = [long.MaxValue];
    }

    public bool[] Ran => ran;

    /// <summary>Told of each of the project's own assemblies before anything of it runs.</summary>
    public Action<Assembly>? Opened { get; init; }

    public bool IsSpent => box[0] < 0;

    public void Refuel(long fuel) => box[0] = fuel;

    public long Left => box[0];

    public Assembly Open(string name) => Assemblies.FirstOrDefault(a => a.GetName().Name == name) ?? LoadFromAssemblyName(new AssemblyName(name));

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (!images.TryGetValue(assemblyName.Name!, out var image))
            return null;

        var assembly = LoadFromStream(new MemoryStream(image, writable: false));
        if (assembly.GetType(Meter.TypeName) is { } meter)
        {
            meter.GetField("Box")!.SetValue(null, box);
            meter.GetField("Ran")!.SetValue(null, ran);
        }

        Opened?.Invoke(assembly);
        return assembly;
    }
}
