using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.JavaScript.Instrumenting;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>JavaScript and TypeScript projects tested with node --test, vitest, jest, mocha, or any command.</summary>
public sealed class JavaScriptKind(ISyntaxParser parser, IProcessRunner runner, IFileRoots roots, TimeProvider clock) : IProjectKind
{
    // The test framework that tells all that is asked came with this one.
    private const int OldestJest = 27;

    private static readonly string[] Packaged = ["vitest", "jest", "mocha"];
    private static readonly Dictionary<string, string> Nothing = [];

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
        var parsed = command is null ? null : JavaScriptTestCommand.Parse(command, package.Scripts);
        if (string.IsNullOrWhiteSpace(command) && command is not null)
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
        // A command that starts who knows what is looked through where the project has settings for one of them.
        if (command is { Named: null } && options.TestCommand is null && Packaged.FirstOrDefault(p => HasSettings(snapshot, p) && !Lacks(snapshot, p)) is { } behind)
            command = JavaScriptTestCommand.Parse(behind) with { Environment = command.Environment, Text = command.Text, IsPart = true };

        // Where nothing is said, what the project has brought along.
        if (command is null && Packaged.FirstOrDefault(package.Dependencies.Contains) is { } brought)
            command = JavaScriptTestCommand.Parse(brought);

        var named = command?.Named;
        if (named is not null && Packaged.Contains(named) && Lacks(snapshot, named))
            return NotInstalled(snapshot, named);

        var framework = command is null ? JavaScriptFramework.Node : command.Framework ?? JavaScriptFramework.Command;
        if (framework == JavaScriptFramework.Jest && MajorOf(snapshot, "jest") is < OldestJest or null)
            framework = JavaScriptFramework.Command;

        var files = FilesOf(snapshot, framework, command);
        var saysWhich = JavaScriptTestFiles.AreSettled(parser, snapshot, package, framework, command?.Arguments ?? []);
        if (files.Count == 0 && command is { IsPart: true } && !saysWhich)
            framework = JavaScriptFramework.Command;

        if (files.Count == 0 && framework != JavaScriptFramework.Command && !saysWhich)
        {
            return ProjectDetection.Unfit(
                $"No tests were found beneath {snapshot.Root}: looked for files named *.test.js, *-test.js or test-*.js and for a directory called test. "
                + "Name the command that runs them: --test 'node --test DIRECTORY'");
        }

        var project = new JavaScriptProject(
            node, framework, command?.NodeArguments ?? [], framework == JavaScriptFramework.Command ? ["/bin/sh", "-c", command!.Text] : command?.Arguments ?? [], files,
            command?.Environment ?? Nothing, named is null ? null : PackageFile.VersionOf(snapshot, named))
        {
            SaysWhichFiles = saysWhich,
        };
        var workshop = new JavaScriptWorkshop(project, new WorkspaceCopies(roots, clock, snapshot), runner);
        var instrumenter = new SourceInstrumenter(parser, package.Dependencies.Contains("ts-jest"));
        var types = snapshot.Files.Keys.Any(JavaScriptFunctions.IsTyped) ? new TypeScriptMeaning(workshop) : null;
        return ProjectDetection.Found(new FoundProject(() => new JavaScriptTestBed(project, workshop, instrumenter, options, clock), types));
    }

    private static IReadOnlyList<string> FilesOf(Snapshot snapshot, JavaScriptFramework framework, JavaScriptTestCommand? command)
    {
        var typed = command?.NodeArguments.Any(a => a.Contains("tsx", StringComparison.Ordinal) || a.Contains("ts-node", StringComparison.Ordinal)
            || a.Contains("strip-types", StringComparison.Ordinal)) ?? false;
        return framework switch
        {
            JavaScriptFramework.Node => JavaScriptTestFiles.OfNode(snapshot, command?.Files ?? [], typed),
            JavaScriptFramework.Mocha => JavaScriptTestFiles.OfMocha(snapshot, command?.Files ?? [], command?.Arguments.Contains("--recursive") ?? false),
            JavaScriptFramework.Jest or JavaScriptFramework.Vitest => JavaScriptTestFiles.OfSpecs(snapshot, framework, command?.Files ?? []),
            _ => [.. snapshot.Files.Keys.Where(JavaScriptTestFiles.IsTest).Select(p => p.Value)],
        };
    }

    private static bool HasSettings(Snapshot snapshot, string named) =>
        snapshot.Files.Keys.Any(p => p.Parent is null && (p.Name.StartsWith($"{named}.config.", StringComparison.Ordinal) || p.Name.StartsWith($".{named}rc", StringComparison.Ordinal)));

    private static int? MajorOf(Snapshot snapshot, string package) =>
        int.TryParse(PackageFile.VersionOf(snapshot, package)?.Split('.')[0], out var major) ? major : null;

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
