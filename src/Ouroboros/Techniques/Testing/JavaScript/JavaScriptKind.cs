using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.JavaScript.Instrumenting;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>JavaScript and TypeScript projects tested with node --test, mocha, or any command.</summary>
public sealed class JavaScriptKind(ISyntaxParser parser, IProcessRunner runner, IFileRoots roots, TimeProvider clock) : IProjectKind
{
    public static ProjectMarks Known { get; } = new("JavaScript", name => name == "package.json", JavaScriptTestFiles.IsTest);

    public ProjectMarks Marks => Known;

    public ProjectSigns Signs(Snapshot snapshot, TestOptions options)
    {
        var sources = snapshot.Files.Keys.Count(SourceInstrumenter.Covers);
        var tests = snapshot.Files.Keys.Count(JavaScriptTestFiles.IsTest);
        var owns = options.TestCommand is { } text && (IsScript(text) || JavaScriptTestCommand.Parse(text).Named is not null);
        return new ProjectSigns(sources, tests + (PackageFile.Of(snapshot).Exists && tests > 0 ? 1 : 0), owns);
    }

    public async Task<ProjectDetection> DetectAsync(Snapshot snapshot, TestOptions options, CancellationToken cancellationToken)
    {
        var package = PackageFile.Of(snapshot);
        var script = IsPlaceholder(package.TestScript) ? null : package.TestScript;
        var command = options.TestCommand is { } given && !IsScript(given) ? given : script;
        var parsed = command is null ? null : JavaScriptTestCommand.Parse(command);
        if (parsed?.Words.Count == 0)
            return ProjectDetection.Unfit("The test command is empty. Write it like: --test 'node --test'");

        var nodes = new NodePrograms(runner);
        if (await nodes.FindAsync(cancellationToken) is not { } node)
        {
            var looked = nodes.Looked.Count == 0 ? "none was found" : "looked at " + string.Join(", ", nodes.Looked);
            return ProjectDetection.Missing($"No Node that serves: {looked}. Install Node 20 or later (apt-get install nodejs) and put it on PATH.");
        }

        return Understood(snapshot, options, package, parsed, node);
    }

    private ProjectDetection Understood(
        Snapshot snapshot, TestOptions options, PackageFile package, JavaScriptTestCommand? command, NodeProgram node)
    {
        if (command?.Named is "vitest" or "jest" || command is null && package.Dependencies.Overlaps(["vitest", "jest"]))
        {
            var named = command?.Named ?? (package.Dependencies.Contains("vitest") ? "vitest" : "jest");
            if (Lacks(snapshot, named))
                return NotInstalled(snapshot, named);

            // Its own command, whole: the exit code alone tells whether the suite is green.
            command = new(JavaScriptFramework.Command, named, [], [], [], command?.Environment ?? new Dictionary<string, string>(),
                [node.Executable, named == "jest" ? "node_modules/jest/bin/jest.js" : "node_modules/vitest/vitest.mjs", .. named == "jest" ? ["--ci"] : (string[])["run"]]);
        }

        var mocha = command?.Framework == JavaScriptFramework.Mocha || command is null && package.Dependencies.Contains("mocha");
        if (mocha && Lacks(snapshot, "mocha"))
            return NotInstalled(snapshot, "mocha");

        var framework = mocha ? JavaScriptFramework.Mocha : command is null ? JavaScriptFramework.Node : command.Framework ?? JavaScriptFramework.Command;
        var typed = command?.NodeArguments.Any(a => a.Contains("tsx", StringComparison.Ordinal) || a.Contains("ts-node", StringComparison.Ordinal)
            || a.Contains("strip-types", StringComparison.Ordinal)) ?? false;
        var files = framework switch
        {
            JavaScriptFramework.Node => JavaScriptTestFiles.OfNode(snapshot, command?.Files ?? [], typed),
            JavaScriptFramework.Mocha => JavaScriptTestFiles.OfMocha(snapshot, command?.Files ?? [], command?.Arguments.Contains("--recursive") ?? false),
            _ => (IReadOnlyList<string>)[.. snapshot.Files.Keys.Where(JavaScriptTestFiles.IsTest).Select(p => p.Value)],
        };
        if (files.Count == 0 && framework != JavaScriptFramework.Command)
        {
            return ProjectDetection.Unfit(
                $"No tests were found beneath {snapshot.Root}: looked for files named *.test.js, *-test.js or test-*.js and for a directory called test. "
                + "Name the command that runs them: --test 'node --test DIRECTORY'");
        }

        var project = new JavaScriptProject(
            node, framework, command?.NodeArguments ?? [], framework == JavaScriptFramework.Command ? command!.Words : command?.Arguments ?? [], files,
            command?.Environment ?? new Dictionary<string, string>(), mocha ? PackageFile.VersionOf(snapshot, "mocha") : null);
        return ProjectDetection.Found(new FoundProject(() => Open(project, snapshot, options), null));
    }

    private JavaScriptTestBed Open(JavaScriptProject project, Snapshot snapshot, TestOptions options) =>
        new(project, new WorkspaceCopies(roots, clock, snapshot), new SourceInstrumenter(parser), options, runner, clock);

    private static bool Lacks(Snapshot snapshot, string package) => !Directory.Exists(Path.Join(snapshot.Root, "node_modules", package));

    private static ProjectDetection NotInstalled(Snapshot snapshot, string package)
    {
        var mend = snapshot.Files.ContainsKey(RepoPath.Parse("package-lock.json")) ? "npm ci"
            : snapshot.Files.ContainsKey(RepoPath.Parse("pnpm-lock.yaml")) ? "pnpm install --frozen-lockfile"
            : snapshot.Files.ContainsKey(RepoPath.Parse("yarn.lock")) ? "yarn install --frozen-lockfile" : "npm install";
        return ProjectDetection.Missing(
            $"The tests need {package}, which is not in {Path.Join(snapshot.Root, "node_modules")}. Mend it with: cd {snapshot.Root} && {mend}");
    }

    // A package manager's way to say what package.json says.
    private static bool IsScript(string command) => command.Trim() is "npm test" or "npm t" or "npm run test" or "pnpm test" or "yarn test" or "bun run test";

    // What npm init writes before there are tests.
    private static bool IsPlaceholder(string? script) => script is not null && script.Contains("no test specified", StringComparison.Ordinal);
}
