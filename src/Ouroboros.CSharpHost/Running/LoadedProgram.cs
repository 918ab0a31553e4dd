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

    private readonly int[] which = [0];
    private readonly List<Type> kept = [];

    /// <param name="ran">Takes the marks of lines; empty where none are kept.</param>
    public LoadedProgram(IReadOnlyDictionary<string, byte[]> images, bool[] ran)
        : base("candidate", isCollectible: true)
    {
        this.images = images;
        this.ran = ran;
        box = [long.MaxValue];
    }

    public bool[] Ran => ran;

    /// <summary>The branch that it is, of several that it holds.</summary>
    public int Which { get => which[0]; set => which[0] = value; }

    /// <summary>The generic types that keep something, as they are made with others so far.</summary>
    public IReadOnlyList<Type> Kept
    {
        get
        {
            lock (kept)
                return [.. kept];
        }
    }

    /// <summary>How often each member that has branches was entered; empty where nobody counts.</summary>
    public long[] Hits { get; init; } = [];

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
            meter.GetField("Which")!.SetValue(null, which);
            meter.GetField("Hits")!.SetValue(null, Hits);
            meter.GetField("Kept")!.SetValue(null, kept);
        }

        Opened?.Invoke(assembly);
        return assembly;
    }
}
