using System.Text.RegularExpressions;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What a workspace's files tell of its tests, without running anything.</summary>
internal sealed partial class PythonTestFiles
{
    private const int MostRead = 400;

    private readonly Snapshot snapshot;

    public PythonTestFiles(Snapshot snapshot)
    {
        this.snapshot = snapshot;
        HasPython = snapshot.Files.Keys.Any(p => p.Extension == ".py");
        Tests = [.. snapshot.Files.Keys.Where(IsTest).Order()];
        foreach (var path in Tests.Take(MostRead))
        {
            var text = Text(path);
            UsesPytest |= PytestStyle().IsMatch(text);
            UsesUnittest |= UnittestStyle().IsMatch(text);
        }

        IsConfiguredForPytest = snapshot.Files.Keys.Any(p => p.Name is "pytest.ini" or ".pytest.ini" or "conftest.py") || Mentions("pyproject.toml", "[tool.pytest")
            || Mentions("setup.cfg", "[tool:pytest]") || Mentions("tox.ini", "[pytest]");
    }

    public bool HasPython { get; }

    public bool UsesPytest { get; }

    public bool UsesUnittest { get; }

    public bool IsConfiguredForPytest { get; }

    public IReadOnlyList<RepoPath> Tests { get; }

    /// <summary>Directories that hold modules though they are not the root: the src layout.</summary>
    public IReadOnlyList<string> SearchPaths =>
        snapshot.Files.Keys.Any(p => p.Value.StartsWith("src/", StringComparison.Ordinal) && p.Extension == ".py")
            && !snapshot.Files.ContainsKey(RepoPath.Parse("src/__init__.py"))
            ? ["src"] : [];

    /// <summary>
    /// Where unittest has to start so that it finds every test: it descends only into packages, so a directory of tests that is none
    /// is a start of its own.
    /// </summary>
    public IReadOnlyList<string> Starts
    {
        get
        {
            var starts = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var test in Tests)
                starts.Add(StartOf(test));

            return [.. starts];
        }
    }

    private string StartOf(RepoPath test)
    {
        var parts = test.Value.Split('/')[..^1];
        for (var depth = parts.Length; depth > 0; depth--)
        {
            var directory = string.Join('/', parts[..depth]);
            if (!snapshot.Files.ContainsKey(RepoPath.Parse(directory + "/__init__.py")))
                return directory;
        }

        return ".";
    }

    public static bool IsTest(RepoPath path) =>
        path.Extension == ".py"
        && (path.Name.StartsWith("test", StringComparison.Ordinal) || path.Name.EndsWith("_test.py", StringComparison.Ordinal));

    private bool Mentions(string file, string words) => Text(RepoPath.Parse(file)).Contains(words, StringComparison.Ordinal);

    private string Text(RepoPath path)
    {
        var place = path.Under(snapshot.Root);
        return snapshot.Files.TryGetValue(path, out var file) && file.Length < 4 << 20 && File.Exists(place) ? File.ReadAllText(place) : "";
    }

    [GeneratedRegex(@"^(\s*(import|from)\s+pytest\b|(async\s+)?def\s+test|class\s+Test\w*\s*(\(\s*(object)?\s*\))?:)", RegexOptions.Multiline, 1000)]
    private static partial Regex PytestStyle();

    [GeneratedRegex(@"\bunittest\b|TestCase\b", RegexOptions.None, 1000)]
    private static partial Regex UnittestStyle();
}
