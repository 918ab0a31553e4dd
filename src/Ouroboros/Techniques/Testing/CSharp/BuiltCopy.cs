using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>A private copy of the workspace that was built, and how the build compiled each project.</summary>
/// <param name="Builds">The build's records; the host compiles by them.</param>
/// <param name="Problem">Why it does not build, or null.</param>
internal sealed partial record BuiltCopy(StagingArea Area, string Builds, string? Problem) : IDisposable
{
    private const int MostErrors = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly string[] Restored = ["project.assets.json", "project.nuget.cache", "*.nuget.g.props", "*.nuget.g.targets"];

    public string Root => Area.Root;

    public static async Task<BuiltCopy> MakeAsync(
        CSharpProject project, WorkspaceCopies copies, DotnetLauncher launcher, string name, Patch? patch, CancellationToken cancellationToken)
    {
        var area = await copies.StageAsync(patch, cancellationToken);
        try
        {
            var builds = Directory.CreateDirectory(Path.Join(launcher.Scratch, name)).FullName;
            var isRestored = Furnish(area.Root, copies);
            var outcome = await BuildAllAsync(project, launcher, area.Root, builds, isRestored, cancellationToken);

            // What was restored for another state of the project files does not serve this one.
            if (outcome is { Succeeded: false } && isRestored && NeedsRestore().IsMatch(Said(outcome)))
                outcome = await BuildAllAsync(project, launcher, area.Root, builds, isRestored: false, cancellationToken);

            BuiltProject.Choose(builds);
            return new BuiltCopy(area, builds, outcome is null or { Succeeded: true } ? null : Explained(outcome, area.Root, copies.Workspace, launcher));
        }
        catch
        {
            area.Dispose();
            throw;
        }
    }

    public void Dispose() => Area.Dispose();

    /// <summary>Lays what a restore left in the workspace into a copy: it names packages and needs no network. Whether all projects have it.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "A private copy of our own; no file of the workspace is touched.")]
    private static bool Furnish(string root, WorkspaceCopies copies)
    {
        var whole = true;
        foreach (var project in copies.Files.Where(f => f.Extension == ".csproj"))
        {
            var here = Path.Join(copies.Workspace, project.Parent?.Value ?? "", "obj");
            if (new FileInfo(Path.Join(here, Restored[0])) is not { Exists: true, LinkTarget: null })
            {
                whole = false;
                continue;
            }

            var there = Directory.CreateDirectory(Path.Join(root, project.Parent?.Value ?? "", "obj")).FullName;
            foreach (var file in Restored.SelectMany(r => Directory.GetFiles(here, r)).Where(f => new FileInfo(f).LinkTarget is null))
                File.Copy(file, Path.Join(there, Path.GetFileName(file)), overwrite: true);
        }

        return whole;
    }

    private static async Task<CommandOutcome?> BuildAllAsync(
        CSharpProject project, DotnetLauncher launcher, string root, string builds, bool isRestored, CancellationToken cancellationToken)
    {
        CommandOutcome? outcome = null;
        var tests = string.Concat(project.Tests.Select(t => t.Path.Under(root) + "%3B"));
        foreach (var test in project.Tests)
        {
            string[] arguments =
            [
                "build", test.Path.Under(root), "-c", project.Configuration, "-nologo", "-v:q", "-clp:NoSummary", "-maxcpucount:2", "-nodeReuse:false",
                "-p:NuGetAudit=false", "-p:UseSharedCompilation=false", "-p:ProvideCommandLineArgs=true", $"-p:CustomAfterMicrosoftCommonTargets={launcher.Targets}",
                $"-p:OuroBuilds={builds}", $"-p:OuroTests=%3B{tests}", .. isRestored ? new[] { "--no-restore" } : [],
                .. project.Framework is { } framework ? new[] { "-f", framework } : [],
            ];
            outcome = await launcher.DotnetAsync(arguments, root, Patience, cancellationToken);
            if (!outcome.Succeeded)
                return outcome;
        }

        return outcome;
    }

    private static string Explained(CommandOutcome outcome, string root, string workspace, DotnetLauncher launcher)
    {
        var errors = Errors().Matches(Said(outcome)).Select(m => m.Value.Replace(root + "/", "", StringComparison.Ordinal).Trim())
            .Select(e => e.LastIndexOf(" [", StringComparison.Ordinal) is > 0 and var at ? e[..at] : e).Distinct().ToList();
        if (errors.Exists(e => PackageError().IsMatch(e)))
        {
            return $"Packages of the project are not there, and the sandbox has no network to fetch them: {errors.First(e => PackageError().IsMatch(e))} "
                + $"Restore them first, then run again: dotnet restore {workspace}";
        }

        return errors.Count == 0
            ? launcher.Trouble("The build", outcome)
            : $"The project does not build, so no test can run: {string.Join("; ", errors.Take(MostErrors))}{(errors.Count > MostErrors ? $"; and {errors.Count - MostErrors} more" : "")}";
    }

    private static string Said(CommandOutcome outcome) => Encoding.UTF8.GetString(outcome.Output) + "\n" + Encoding.UTF8.GetString(outcome.Errors);

    [GeneratedRegex(@"^.*\berror [A-Z]+[0-9]+:.*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Errors();

    [GeneratedRegex(@"\bNU(1100|1101|1102|1103|1301|1302|1303|1403)\b|\bNETSDK1064\b", RegexOptions.NonBacktracking)]
    private static partial Regex PackageError();

    [GeneratedRegex(@"\bNETSDK1(004|005|047|064)\b|\bNU1[0-9]{3}\b", RegexOptions.NonBacktracking)]
    private static partial Regex NeedsRestore();
}
