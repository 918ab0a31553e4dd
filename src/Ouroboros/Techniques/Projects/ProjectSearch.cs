using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Projects;

/// <summary>Projects beneath a directory, each with tests of its own.</summary>
/// <param name="OwnTests">Test files that belong to none of them, but to the directory itself.</param>
/// <param name="LeftOut">For people: what might be taken for a project with tests and is none, with the reason.</param>
public sealed record ProjectsBeneath(int OwnTests, IReadOnlyList<NestedProject> Nested, IReadOnlyList<string> LeftOut)
{
    /// <summary>Whether the directory is no project itself but holds several.</summary>
    public bool AreSeveral => OwnTests == 0 && Nested.Count > 1;
}

/// <param name="Kind">For people: <c>Python</c>; both where a directory is of two kinds.</param>
public sealed record NestedProject(RepoPath Path, string Kind, int Tests);

/// <summary>Finds the projects of a repository by the names of its files, without reading any.</summary>
public static class ProjectSearch
{
    // Tests of a project lie there, and no project begins there.
    private static readonly HashSet<string> TestFolders = ["test", "tests", "__tests__"];

    // What lies there is data of a project, or shown to readers of one: neither a project nor a test of one.
    private static readonly HashSet<string> Aside =
        ["fixtures", "testdata", "example", "examples", "sample", "samples", "template", "templates", "vendor", "third_party", "docs"];

    /// <param name="marks">Those of every kind of project that can be repaired.</param>
    public static ProjectsBeneath Beneath(IRootedFiles files, IReadOnlyList<ProjectMarks> marks, CancellationToken cancellationToken)
    {
        var all = TreeListing.Of(files, cancellationToken).Files.Keys.Order().ToLookup(p => AsideOf(p) is null);
        var homes = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var kind in marks)
        {
            foreach (var home in HomesOf(kind, [.. all[true]]).Where(h => h.Length > 0))
            {
                if (!homes.TryGetValue(home, out var kinds))
                    homes[home] = kinds = new SortedSet<string>(StringComparer.Ordinal);

                kinds.Add(kind.Kind);
            }
        }

        bool HoldsTests(RepoPath path) => marks.Any(k => k.HoldsTests(path));
        var tests = all[true].Where(HoldsTests).CountBy(p => Upwards(FolderOf(p)).First(f => f.Length == 0 || homes.ContainsKey(f))).ToDictionary();
        var aside = all[false].Where(HoldsTests).Select(p => AsideOf(p)!).Distinct();
        return new ProjectsBeneath(
            tests.GetValueOrDefault(""),
            [.. homes.Where(h => tests.ContainsKey(h.Key)).Select(h => new NestedProject(RepoPath.Parse(h.Key), string.Join(" and ", h.Value), tests[h.Key]))],
            [.. homes.Keys.Where(h => !tests.ContainsKey(h)).Select(h => $"{h} (no tests)"), .. aside.Select(a => $"{a} (set aside)")]);
    }

    /// <summary>Directories that are projects of a kind; empty stands for the root.</summary>
    private static HashSet<string> HomesOf(ProjectMarks kind, IReadOnlyList<RepoPath> paths)
    {
        var homes = paths.Where(p => kind.Declares(p.Name) && !LiesIn(p, TestFolders)).Select(FolderOf).ToHashSet();
        var parts = paths.Where(p => kind.IsPart(p.Name) && !IsWithinAny(FolderOf(p), homes)).ToLookup(kind.HoldsTests, FolderOf);
        var alone = parts[false].ToHashSet();

        // Parts that hold their own tests are projects.
        var folders = alone.Union(parts[true]).ToHashSet();
        var whole = paths.Where(kind.HoldsTests).Select(p => Upwards(FolderOf(p)).FirstOrDefault(folders.Contains)).OfType<string>().Where(alone.Contains).ToHashSet();
        homes.UnionWith(whole);
        alone.ExceptWith(whole);

        // So are tests and what they test, where they lie side by side; those that lie closest together find each other first.
        var nearestFirst = parts[true].OrderByDescending(t => MeetingOf(t, alone) is { } meeting ? Upwards(meeting).Count() : 0).ThenBy(t => t, StringComparer.Ordinal);
        foreach (var tests in nearestFirst.ToList())
        {
            if (!IsWithinAny(tests, homes))
                homes.Add(MeetingOf(tests, alone.Where(a => !IsWithinAny(a, homes))) ?? tests);
        }

        homes.UnionWith([.. alone.Where(a => !IsWithinAny(a, homes))]);
        return homes;
    }

    /// <summary>The nearest directory above tests beneath which one of the others lies too, or null.</summary>
    private static string? MeetingOf(string tests, IEnumerable<string> others) =>
        Upwards(tests).FirstOrDefault(up => others.Any(o => up.Length == 0 || o == up || o.StartsWith(up + "/", StringComparison.Ordinal)));

    private static bool IsWithinAny(string folder, HashSet<string> homes) => Upwards(folder).Any(homes.Contains);

    private static string FolderOf(RepoPath path) => path.Parent?.Value ?? "";

    private static IEnumerable<string> Upwards(string folder)
    {
        for (; folder.Length > 0; folder = folder.LastIndexOf('/') is > 0 and var slash ? folder[..slash] : "")
            yield return folder;

        yield return "";
    }

    private static bool LiesIn(RepoPath path, HashSet<string> folders) => path.Value.Split('/')[..^1].Any(folders.Contains);

    /// <summary>The topmost directory above a file that is set aside, or null.</summary>
    private static string? AsideOf(RepoPath path) => Upwards(FolderOf(path)).LastOrDefault(f => Aside.Contains(f[(f.LastIndexOf('/') + 1)..]));
}
