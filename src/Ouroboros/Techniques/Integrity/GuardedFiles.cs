using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>Knows tests, and what configures tests, CI and lint, by their names.</summary>
public static partial class GuardedFiles
{
    private static readonly FrozenSet<string> Configurations = FrozenSet.ToFrozenSet(
    [
        // Python
        "conftest.py", "pytest.ini", ".pytest.ini", "pytest.toml", ".pytest.toml", "tox.ini", "noxfile.py", "pyproject.toml", ".coveragerc",
        "sitecustomize.py", "usercustomize.py", ".flake8", ".pylintrc", "pylintrc", "mypy.ini", ".mypy.ini", "ruff.toml", ".ruff.toml",
        ".isort.cfg", "pyrightconfig.json", ".bandit", ".hypothesis", "pyvenv.cfg", "runtests.py", "runtests.sh",
        // JavaScript and TypeScript
        ".mocharc.json", ".mocharc.js", ".mocharc.cjs", ".mocharc.yml", ".mocharc.yaml", ".nycrc", ".nycrc.json", ".c8rc.json",
        "karma.conf.js", "biome.json", ".eslintignore", ".npmrc",
        // C#
        "xunit.runner.json", ".runsettings", "directory.build.props", "directory.build.targets", ".editorconfig", "global.json",
        // Any
        "makefile", "gnumakefile", "justfile", "taskfile.yml", "taskfile.yaml", ".pre-commit-config.yaml", ".gitlab-ci.yml", ".travis.yml",
        "appveyor.yml", ".appveyor.yml", "azure-pipelines.yml", "jenkinsfile", ".drone.yml", "bitbucket-pipelines.yml", "codecov.yml",
        ".codecov.yml", "sonar-project.properties",
    ]);

    private static readonly FrozenSet<string> Folders =
        FrozenSet.ToFrozenSet([".github", ".gitlab", ".gitlab-ci", ".circleci", ".buildkite", ".husky", ".ci", ".pytest_cache"]);

    /// <summary>What kind of guarded file this is, for people, or null when it is none.</summary>
    public static string? KindOf(RepoPath path)
    {
        var text = path.Value.ToLowerInvariant();
        var name = path.Name.ToLowerInvariant();
        var parts = text.Split('/');
        if (parts.SkipLast(1).Any(Folders.Contains))
            return "CI configuration";
        if (Configurations.Contains(name) || ConfigurationName.IsMatch(name))
            return "test, CI or lint configuration";
        if (CompiledPython.IsMatch(text))
            return "a file that Python loads unseen";

        return IsTest(path) ? "a test or its data" : null;
    }

    /// <summary>Whether a file is a test, or lies among tests.</summary>
    public static bool IsTest(RepoPath path) => TestPath.IsMatch(path.Value) || CSharpTest.IsMatch(path.Value);

    [GeneratedRegex(@"^((jest|vitest|vite|eslint|prettier|playwright|cypress|babel|ava|wdio)\.(config|setup)\..+|vitest\.workspace\..+|\.(eslintrc|prettierrc|stylelintrc|babelrc)(\..+)?|tsconfig.*\.json|setuptests\..+)$", RegexOptions.NonBacktracking)]
    private static partial Regex ConfigurationName { get; }

    [GeneratedRegex(@"(\.pth|\.egg-link|\.pyc|\.pyo|\.pyd|\.so)$|(^|/)(__pycache__|[^/]+\.(egg|dist)-info)/", RegexOptions.NonBacktracking)]
    private static partial Regex CompiledPython { get; }

    [GeneratedRegex(
        @"(^|/)(tests?|__tests__|__mocks__|__snapshots__|spec)/" +
        @"|(^|/)(test_[^/]*|[^/]*_test|tests?|[^/]*_tests|conftest)\.pyi?$" +
        @"|\.(test|spec|snap)(\.[cm]?[jt]sx?)?$" +
        @"|(^|/)(test-[^/]*|[^/]*[-_]test|test)\.[cm]?[jt]sx?$" +
        @"|_test\.go$|(^|/)src/test/|(Test|Tests|IT)\.java$",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex TestPath { get; }

    [GeneratedRegex(@"(^|/)[^/]*(\.(Unit|Integration)?Tests?|\.Specs?)/|(Tests?|Specs?)\.cs$|(Tests?|Specs?)\.csproj$", RegexOptions.NonBacktracking)]
    private static partial Regex CSharpTest { get; }
}
