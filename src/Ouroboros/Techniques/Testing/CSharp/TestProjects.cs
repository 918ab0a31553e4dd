using System.Xml;
using System.Xml.Linq;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Finds the project files that hold tests by what they refer to. Nothing is evaluated: what a file says is data.</summary>
internal sealed class TestProjects(Snapshot snapshot)
{
    private const long Largest = 1 << 20;

    private static readonly string[] Shared = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"];

    private readonly Dictionary<RepoPath, XElement?> read = [];

    public IReadOnlyList<RepoPath> All => field ??= [.. snapshot.Files.Keys.Where(p => p.Extension is ".csproj").Order()];

    public IReadOnlyList<TestProject> Tests => field ??= [.. All.Select(Understood).OfType<TestProject>()];

    /// <summary>Those that a project file, a solution or a folder means; all where nothing is named.</summary>
    public IReadOnlyList<TestProject> Named(string? target)
    {
        var plain = target?.TrimEnd('/') ?? "";
        plain = plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain;
        if (plain is "" or "." || plain.EndsWith(".sln", StringComparison.Ordinal) || plain.EndsWith(".slnx", StringComparison.Ordinal))
            return Tests;

        return [.. Tests.Where(t => t.Path.Value == plain || t.Path.Value.StartsWith(plain + "/", StringComparison.Ordinal))];
    }

    private TestProject? Understood(RepoPath path)
    {
        if (Read(path) is not { } own)
            return null;

        var above = Shared.SelectMany(name => Above(path, name)).Select(Read).OfType<XElement>().ToList();
        var versions = above.Append(own).SelectMany(x => Elements(x, "PackageVersion")).Select(Package).ToLookup(p => p.Id, p => p.Version, StringComparer.OrdinalIgnoreCase);
        var direct = Elements(own, "PackageReference").Select(Package).ToList();

        // What all projects share makes only those tests that are called so.
        if (GuardedFiles.IsTest(path))
            direct.AddRange(above.SelectMany(x => Elements(x, "PackageReference")).Select(Package));

        var packages = direct.Where(p => p.Id.Length > 0).Select(p => (p.Id, p.Version ?? versions[p.Id].FirstOrDefault())).DistinctBy(p => p.Id.ToLowerInvariant()).ToList();
        bool Has(params ReadOnlySpan<string> ids)
        {
            foreach (var id in ids)
            {
                if (packages.Exists(p => p.Id.Equals(id, StringComparison.OrdinalIgnoreCase)))
                    return true;
            }

            return false;
        }

        var sdk = own.Attribute("Sdk")?.Value ?? "";
        CSharpFramework? framework =
            Has("xunit.v3", "xunit.v3.core", "xunit.v3.mtp-v1", "xunit.v3.mtp-v2", "xunit.v3.mtp-off") ? CSharpFramework.Xunit3
            : Has("xunit", "xunit.core") ? CSharpFramework.Xunit
            : Has("NUnit") ? CSharpFramework.Nunit
            : Has("MSTest", "MSTest.TestFramework") || sdk.StartsWith("MSTest.Sdk", StringComparison.Ordinal) ? CSharpFramework.Mstest
            : null;
        return framework is not { } known || !(Has("Microsoft.NET.Test.Sdk", "MSTest") || known == CSharpFramework.Xunit3 || sdk.StartsWith("MSTest.Sdk", StringComparison.Ordinal))
            ? null
            : new TestProject(path, known, known == CSharpFramework.Xunit3 && !(Has("Microsoft.NET.Test.Sdk") && Has("xunit.runner.visualstudio")), packages);
    }

    private IEnumerable<RepoPath> Above(RepoPath path, string name)
    {
        for (RepoPath? at = path.Parent; ; at = at?.Parent)
        {
            if (RepoPath.TryJoin(at, name, out var found) && snapshot.Files.ContainsKey(found))
                yield return found;

            if (at is null)
                yield break;
        }
    }

    private static IEnumerable<XElement> Elements(XElement root, string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    private static (string Id, string? Version) Package(XElement element) =>
        (element.Attribute("Include")?.Value ?? element.Attribute("Update")?.Value ?? "",
            element.Attribute("Version")?.Value ?? element.Attribute("VersionOverride")?.Value ?? element.Elements().FirstOrDefault(e => e.Name.LocalName == "Version")?.Value);

    private XElement? Read(RepoPath path)
    {
        if (read.TryGetValue(path, out var known))
            return known;

        return read[path] = Parse(path);
    }

    private XElement? Parse(RepoPath path)
    {
        var place = path.Under(snapshot.Root);
        if (!snapshot.Files.TryGetValue(path, out var version) || version.Length > Largest || !File.Exists(place))
            return null;

        try
        {
            // No external entities, no documents that blow up when read.
            using var reader = XmlReader.Create(place, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
