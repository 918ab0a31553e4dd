using System.Diagnostics.CodeAnalysis;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>What the build told of one project: the assembly it made of it, and for which framework.</summary>
/// <param name="Target">The assembly.</param>
/// <param name="Framework">As project files name it: <c>net10.0</c>.</param>
/// <param name="IsOneOfSeveral">Whether it was built for others as well.</param>
internal sealed record BuiltProject(string Project, string Target, bool IsTest, string Framework, bool IsOneOfSeveral)
{
    private const string About = ".about", Arguments = ".args";

    /// <summary>Every project once: of several frameworks, the one that <see cref="Choose"/> chose.</summary>
    public static IReadOnlyList<BuiltProject> ReadAll(string builds)
    {
        var all = Told(builds).ToList();
        var times = all.CountBy(t => t.Lines[0]).ToDictionary();
        return [.. all.Where(t => File.Exists(Path.ChangeExtension(t.Place, Arguments))).Select(t => new BuiltProject(t.Lines[0], t.Lines[1], t.Lines[2] == "true", t.Lines[3], times[t.Lines[0]] > 1))];
    }

    /// <summary>Of a project built for several frameworks the newest is run and searched in; how the others are compiled is forgotten.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "A scratch directory of our own; no file of the workspace is touched.")]
    public static void Choose(string builds)
    {
        foreach (var same in Told(builds).GroupBy(t => t.Lines[0]))
        {
            foreach (var (place, _) in same.OrderByDescending(t => t.Lines[4] == ".NETCoreApp").ThenByDescending(t => t.Lines[5], VersionOrder.Instance).ThenBy(t => t.Lines[3], StringComparer.Ordinal).Skip(1))
                File.Delete(Path.ChangeExtension(place, Arguments));
        }
    }

    // What a project file leaves empty is no line, and such a project is none that tests run in.
    private static IEnumerable<(string Place, string[] Lines)> Told(string builds) =>
        Directory.EnumerateFiles(builds, "*" + About).Order(StringComparer.Ordinal).Select(f => (Place: f, Lines: File.ReadAllLines(f))).Where(t => t.Lines.Length >= 6);
}
