using Ouroboros.Techniques.Testing.JavaScript;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Projects;

/// <summary>Projects beneath a directory, each with tests of its own.</summary>
/// <param name="OwnTests">Test files that belong to none of them, but to the directory itself.</param>
public sealed record ProjectsBeneath(int OwnTests, IReadOnlyList<NestedProject> Nested)
{
    /// <summary>Whether the directory is no project itself but holds several.</summary>
    public bool AreSeveral => OwnTests == 0 && Nested.Count > 1;
}

/// <param name="Kind">For people: <c>Python</c>; both where a directory is of two kinds.</param>
public sealed record NestedProject(RepoPath Path, string Kind, int Tests);

/// <summary>Finds the projects of a repository by the files that declare one, without reading any.</summary>
public static class ProjectSearch
{
    private static readonly Kind[] Kinds =
    [
        new("Python", ["pyproject.toml", "setup.py", "setup.cfg", "pytest.ini", "tox.ini"], PythonTestFiles.IsTest),
        new("JavaScript", ["package.json"], JavaScriptTestFiles.IsTest),
    ];

    // What lies there is data of a project, or shown to readers of one.
    private static readonly HashSet<string> Aside =
        ["test", "tests", "__tests__", "fixtures", "testdata", "example", "examples", "sample", "samples", "template", "templates", "vendor", "third_party", "docs"];

    public static ProjectsBeneath Beneath(IRootedFiles files, CancellationToken cancellationToken)
    {
        var paths = TreeListing.Of(files, cancellationToken).Files.Keys;
        var declared = new Dictionary<string, SortedSet<string>>();
        foreach (var path in paths.Where(p => p.Parent is { } parent && !parent.Value.Split('/').Any(Aside.Contains)))
        {
            foreach (var kind in Kinds.Where(k => k.Declarations.Contains(path.Name)))
            {
                if (!declared.TryGetValue(path.Parent!.Value.Value, out var kinds))
                    declared[path.Parent!.Value.Value] = kinds = new SortedSet<string>(StringComparer.Ordinal);

                kinds.Add(kind.Name);
            }
        }

        var tests = paths.Where(p => Kinds.Any(k => k.IsTest(p))).CountBy(p => OwnerOf(p, declared)).ToDictionary();
        return new ProjectsBeneath(
            tests.GetValueOrDefault(""),
            [.. declared.Where(d => tests.ContainsKey(d.Key)).OrderBy(d => d.Key, StringComparer.Ordinal)
                .Select(d => new NestedProject(RepoPath.Parse(d.Key), string.Join(" and ", d.Value), tests[d.Key]))]);
    }

    /// <summary>The nearest declared project above a file; empty for the directory itself.</summary>
    private static string OwnerOf(RepoPath path, Dictionary<string, SortedSet<string>> declared)
    {
        for (var at = path.Parent; at is { } directory; at = directory.Parent)
        {
            if (declared.ContainsKey(directory.Value))
                return directory.Value;
        }

        return "";
    }

    private sealed record Kind(string Name, IReadOnlyList<string> Declarations, Func<RepoPath, bool> IsTest);
}
