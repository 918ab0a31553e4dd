using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>How the build compiled one project, as the build itself told it.</summary>
/// <param name="Target">The assembly it made.</param>
/// <param name="Place">Where the record lies.</param>
/// <param name="BuiltAt">The root that was built.</param>
/// <param name="IsHome">Whether it is read there, and not in a copy.</param>
internal sealed record BuildRecord(string Project, string Target, bool IsTest, CSharpCommandLineArguments Arguments, string Place, string BuiltAt, bool IsHome)
{
    private const string Whole = ".whole", Metered = ".metered";

    /// <summary>The record of every project, those that others refer to first. Of projects whose assemblies have one name, one is known here.</summary>
    /// <param name="builtAt">The root that was built.</param>
    /// <param name="root">Where its copy stands.</param>
    public static IReadOnlyList<BuildRecord> ReadAll(string folder, string builtAt, string root)
    {
        var records = Directory.GetFiles(folder, "*.args").Order(StringComparer.Ordinal)
            .Select(f => Read(f, builtAt, builtAt == root, line => builtAt == root ? line : line.Replace(builtAt + "/", root + "/", StringComparison.Ordinal))).DistinctBy(r => r.Name).ToList();
        var sorted = new List<BuildRecord>();
        var seen = new HashSet<string>();
        foreach (var record in records)
            Add(record, records, seen, sorted);

        return sorted;
    }

    public string Name => Path.GetFileNameWithoutExtension(Target);

    /// <summary>Whether a host has found before that it compiles without what generators add.</summary>
    public bool IsWhole => File.Exists(Path.ChangeExtension(Place, Whole));

    /// <summary>The assembly that a host has metered before, unless it tells where it was compiled and that is not here.</summary>
    public byte[]? Image =>
        File.Exists(Path.ChangeExtension(Place, Metered)) && File.ReadAllBytes(Path.ChangeExtension(Place, Metered)) is var image && (IsHome || !Names(image, BuiltAt)) ? image : null;

    /// <summary>Tells the hosts that come after that it compiles without what generators add.</summary>
    public void KeepWhole() => Keep(Whole, []);

    /// <summary>Leaves a metered assembly to the hosts that come after.</summary>
    public void KeepImage(byte[] image) => Keep(Metered, image);

    /// <summary>Whether it was compiled against another project's output.</summary>
    public bool Uses(BuildRecord other) =>
        Arguments.MetadataReferences.Any(r => Path.GetFileNameWithoutExtension(r.Reference) == other.Name && IsOutput(r.Reference, other));

    // What code says as text stands there in two bytes a character, what attributes say in one.
    private static bool Names(byte[] image, string place) =>
        image.AsSpan().IndexOf(Encoding.Unicode.GetBytes(place)) >= 0 || image.AsSpan().IndexOf(Encoding.UTF8.GetBytes(place)) >= 0;

    // Several hosts write at once, and whoever reads must not take a part for the whole.
    private void Keep(string kind, byte[] content)
    {
        var place = Path.ChangeExtension(Place, kind);
        var draft = $"{place}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(draft, content);
            File.Move(draft, place, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is not kept is made again.
        }
    }

    // A reference assembly lies in the project's obj, a whole one in its bin.
    private static bool IsOutput(string reference, BuildRecord of) =>
        reference == of.Target || reference.StartsWith(Path.GetDirectoryName(of.Project) + "/", StringComparison.Ordinal);

    private static void Add(BuildRecord record, List<BuildRecord> all, HashSet<string> seen, List<BuildRecord> sorted)
    {
        if (!seen.Add(record.Target))
            return;

        foreach (var used in all.Where(record.Uses))
            Add(used, all, seen, sorted);

        sorted.Add(record);
    }

    private static BuildRecord Read(string place, string builtAt, bool isHome, Func<string, string> moved)
    {
        var about = File.ReadAllLines(Path.ChangeExtension(place, ".about")).Select(moved).ToList();
        var arguments = CSharpCommandLineParser.Default.Parse(File.ReadAllLines(place).Select(moved), Path.GetDirectoryName(about[0])!, sdkDirectory: null);
        return new BuildRecord(about[0], about[1], about.Count > 2 && about[2].Equals("true", StringComparison.OrdinalIgnoreCase), arguments, place, builtAt, isHome);
    }
}
