using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>The packages that a restore left on this machine. None is ever fetched: tests run without a network.</summary>
internal sealed class RestoredPackages(Snapshot snapshot)
{
    public string Folder { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } named
        ? named : Path.Join(Environment.GetEnvironmentVariable("HOME") ?? "/root", ".nuget/packages");

    /// <summary>Packages the tests name that are not there. A project that was restored in its place is not asked.</summary>
    public IReadOnlyList<string> Absent(IReadOnlyList<TestProject> tests) =>
    [
        .. tests.Where(t => !File.Exists(Path.Join(snapshot.Root, t.Folder?.Value ?? "", "obj", "project.assets.json")))
            .SelectMany(t => t.Packages).Where(p => !IsThere(p.Id, p.Version)).Select(p => p.Version is null ? p.Id : $"{p.Id} {p.Version}").Distinct(),
    ];

    private bool IsThere(string id, string? version)
    {
        // A name that is no name of a package must not lead anywhere else.
        if (id.AsSpan().IndexOfAny("/\\$") >= 0 || id is "." or "..")
            return true;

        var place = Path.Join(Folder, id.ToLowerInvariant());
        return Directory.Exists(place) && (version is null || version.AsSpan().IndexOfAny("*$[]()/,") >= 0 || Directory.Exists(Path.Join(place, version.ToLowerInvariant())));
    }
}
