using Microsoft.CodeAnalysis.CSharp;

namespace Ouroboros.CSharpHost.Compiling;

/// <summary>How the build compiled one project, as the build itself told it.</summary>
/// <param name="Target">The assembly it made.</param>
internal sealed record BuildRecord(string Project, string Target, bool IsTest, CSharpCommandLineArguments Arguments)
{
    /// <summary>The record of every project, those that others refer to first. Of projects whose assemblies have one name, one is known here.</summary>
    /// <param name="builtAt">The root that was built.</param>
    /// <param name="root">Where its copy stands.</param>
    public static IReadOnlyList<BuildRecord> ReadAll(string folder, string builtAt, string root)
    {
        var records = Directory.GetFiles(folder, "*.args").Order(StringComparer.Ordinal)
            .Select(f => Read(f, line => builtAt == root ? line : line.Replace(builtAt + "/", root + "/", StringComparison.Ordinal))).DistinctBy(r => r.Name).ToList();
        var sorted = new List<BuildRecord>();
        var seen = new HashSet<string>();
        foreach (var record in records)
            Place(record, records, seen, sorted);

        return sorted;
    }

    public string Name => Path.GetFileNameWithoutExtension(Target);

    /// <summary>Whether it was compiled against another project's output.</summary>
    public bool Uses(BuildRecord other) =>
        Arguments.MetadataReferences.Any(r => Path.GetFileNameWithoutExtension(r.Reference) == other.Name && IsOutput(r.Reference, other));

    // A reference assembly lies in the project's obj, a whole one in its bin.
    private static bool IsOutput(string reference, BuildRecord of) =>
        reference == of.Target || reference.StartsWith(Path.GetDirectoryName(of.Project) + "/", StringComparison.Ordinal);

    private static void Place(BuildRecord record, List<BuildRecord> all, HashSet<string> seen, List<BuildRecord> sorted)
    {
        if (!seen.Add(record.Target))
            return;

        foreach (var used in all.Where(record.Uses))
            Place(used, all, seen, sorted);

        sorted.Add(record);
    }

    private static BuildRecord Read(string place, Func<string, string> moved)
    {
        var about = File.ReadAllLines(Path.ChangeExtension(place, ".about")).Select(moved).ToList();
        var arguments = CSharpCommandLineParser.Default.Parse(File.ReadAllLines(place).Select(moved), Path.GetDirectoryName(about[0])!, sdkDirectory: null);
        return new BuildRecord(about[0], about[1], about.Count > 2 && about[2].Equals("true", StringComparison.OrdinalIgnoreCase), arguments);
    }
}
