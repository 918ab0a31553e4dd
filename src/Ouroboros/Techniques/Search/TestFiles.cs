using Ouroboros.Techniques.Integrity;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Files that judge the program. The search never edits them; a gate would refuse it anyway.</summary>
internal static class TestFiles
{
    private static readonly HashSet<string> Folders = ["tests", "test", "__tests__", "testing", "spec"];

    public static bool IsTest(RepoPath path)
    {
        var name = Path.GetFileNameWithoutExtension(path.Name);
        return name.StartsWith("test_", StringComparison.Ordinal) || name.EndsWith("_test", StringComparison.Ordinal)
            || name.EndsWith(".test", StringComparison.Ordinal) || name.EndsWith(".spec", StringComparison.Ordinal)
            || name is "conftest" or "tests" or "setup" || path.Value.Split('/')[..^1].Any(Folders.Contains)
            || (path.Extension == ".cs" && GuardedFiles.IsTest(path));
    }
}
