using System.Text;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>Finds a project's test files by the rules of the framework that runs them.</summary>
internal static partial class JavaScriptTestFiles
{
    /// <summary>By the name alone, whatever the framework.</summary>
    public static bool IsTest(RepoPath path) =>
        Languages.OfExtension(path.Extension) is { } language && JavaScriptFunctions.IsJavaScript(language)
        && (TestName().IsMatch(path.Name) || path.Value.Split('/').SkipLast(1).Any(f => f is "test" or "tests" or "__tests__" or "spec"));

    /// <summary>As <c>node --test</c> finds them: by name, or anything in a directory called test.</summary>
    public static IReadOnlyList<string> OfNode(Snapshot snapshot, IReadOnlyList<string> named, bool withTypes)
    {
        var extensions = withTypes ? new[] { ".js", ".cjs", ".mjs", ".ts", ".cts", ".mts" } : [".js", ".cjs", ".mjs"];
        var all = snapshot.Files.Keys.Where(p => extensions.Contains(p.Extension)).ToList();
        var found = named.Count == 0
            ? all.Where(p => IsNodeTest(p))
            : named.SelectMany(n => Under(all, n, IsNodeTest)).Distinct();
        return [.. found.Select(p => p.Value).Order(StringComparer.Ordinal)];
    }

    /// <summary>As mocha finds them: everything in <c>./test</c>, or what is named.</summary>
    public static IReadOnlyList<string> OfMocha(Snapshot snapshot, IReadOnlyList<string> named, bool recursive)
    {
        var all = snapshot.Files.Keys.Where(p => p.Extension is ".js" or ".cjs" or ".mjs" or ".ts").ToList();
        string[] start = named.Count == 0 ? ["test"] : [.. named];
        return [.. start.SelectMany(n => Under(all, n, p => recursive || p.Parent?.Value == n.Trim('.', '/'))).Distinct().Select(p => p.Value).Order(StringComparer.Ordinal)];
    }

    /// <summary>As jest and vitest find them where no settings say otherwise; what is named narrows it down by a part of the path.</summary>
    public static IReadOnlyList<string> OfSpecs(Snapshot snapshot, JavaScriptFramework framework, IReadOnlyList<string> named) =>
        [.. snapshot.Files.Keys
            .Where(p => SpecName().IsMatch(p.Name) || framework == JavaScriptFramework.Jest && JestFile().IsMatch(p.Name) && p.Value.Split('/').Contains("__tests__"))
            .Select(p => p.Value)
            .Where(p => named.Count == 0 || named.Any(n => p.Contains(n.StartsWith("./", StringComparison.Ordinal) ? n[2..] : n, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal)];

    /// <summary>Whether settings may say which files hold tests.</summary>
    public static bool AreSettled(
        ISyntaxParser parser, Snapshot snapshot, PackageFile package, JavaScriptFramework framework, IReadOnlyList<string> arguments)
    {
        if (framework is not (JavaScriptFramework.Jest or JavaScriptFramework.Vitest))
            return false;

        return arguments.Any(a => a.StartsWith('-')) || snapshot.Files.Keys.Any(p => p.Parent is null && SettingsName().IsMatch(p.Name) && RunnerSettings.MayChooseFiles(parser, snapshot.Root, p))
            || framework == JavaScriptFramework.Jest && package.HasJestSettings;
    }

    private static bool IsNodeTest(RepoPath path) =>
        NodeTestName().IsMatch(path.Name) || path.Value.Split('/').SkipLast(1).Contains("test");

    private static IEnumerable<RepoPath> Under(List<RepoPath> all, string named, Func<RepoPath, bool> inDirectory)
    {
        var plain = named.StartsWith("./", StringComparison.Ordinal) ? named[2..] : named;
        plain = plain.TrimEnd('/');
        if (plain.AsSpan().IndexOfAny("*?{[") >= 0)
        {
            var pattern = new Regex(Glob(plain), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            return all.Where(p => pattern.IsMatch(p.Value));
        }

        return all.Where(p => p.Value == plain || ((plain.Length == 0 || p.Value.StartsWith(plain + "/", StringComparison.Ordinal)) && inDirectory(p)));
    }

    private static string Glob(string glob)
    {
        var pattern = new StringBuilder("^");
        for (var i = 0; i < glob.Length; i++)
        {
            if (glob.AsSpan(i).StartsWith("**/"))
            {
                pattern.Append("(?:.*/)?");
                i += 2;
            }
            else
            {
                pattern.Append(glob[i] switch
                {
                    '*' when i + 1 < glob.Length && glob[i + 1] == '*' => ".*",
                    '*' => "[^/]*",
                    '?' => "[^/]",
                    '{' => "(?:",
                    '}' => ")",
                    ',' => "|",
                    var c => Regex.Escape(c.ToString()),
                });
                i += glob.AsSpan(i).StartsWith("**") ? 1 : 0;
            }
        }

        return pattern.Append('$').ToString();
    }

    [GeneratedRegex(@"\.(test|spec)\.[cm]?[jt]sx?$|[-_]test\.[cm]?[jt]s$|^test[-.]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TestName();

    [GeneratedRegex(@"(^|\.)(test|spec)\.[cm]?[jt]sx?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SpecName();

    [GeneratedRegex(@"\.[cm]?[jt]sx?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex JestFile();

    [GeneratedRegex(@"^(jest|vitest|vite)\.(config|workspace|projects)\.", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex SettingsName();

    [GeneratedRegex(@"(^|[.\-_])test\.[cm]?[jt]s$|^test-.*\.[cm]?[jt]s$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NodeTestName();
}
