using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>How one test project's tests are run by the tools of its own, and where they report.</summary>
internal sealed class SuiteCommand(CSharpProject project, TestProject test, BuiltCopy built)
{
    /// <summary>Stands for a file in names of tests whose class stands in none.</summary>
    public string Assembly => Path.GetFileNameWithoutExtension(test.Path.Name);

    // Projects in different folders may make assemblies of one name.
    private string ReportName => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(test.Path.Value)))[..16] + ".trx";

    public string Report(string scratch) => Path.Join(Results(scratch), ReportName);

    /// <summary>Takes away what an earlier run left in its place: a run that told nothing must not be taken for that one.</summary>
    [SuppressMessage("ApiDesign", "RS0030", Justification = "A scratch directory of our own; no file of the workspace is touched.")]
    public void Forget(string scratch)
    {
        var report = Report(scratch);
        if (Directory.Exists(report))
            Directory.Delete(report, recursive: true);
        else if (Directory.Exists(Results(scratch)))
            File.Delete(report);
    }

    public IReadOnlyList<string> Arguments(string scratch)
    {
        if (test.RunsItself)
            return ["exec", Made().Target, "-trx", Report(scratch), "-noLogo", "-noColor", .. XunitFilter.Options(project.Filter) ?? []];

        return
        [
            "test", test.Path.Under(built.Root), "--no-build", "--no-restore", "-c", project.Configuration, "-nologo", "-v:q", "-nodeReuse:false", "-p:NuGetAudit=false",
            "--logger", $"trx;LogFileName={ReportName}", "--results-directory", Results(scratch), .. project.Filter is { } filter ? new[] { "--filter", filter } : [],
            .. (project.Framework ?? (Made() is { IsOneOfSeveral: true } made ? made.Framework : null)) is { } framework ? new[] { "-f", framework } : [],
        ];
    }

    public string Explained(CommandOutcome outcome, DotnetLauncher launcher)
    {
        var said = Encoding.UTF8.GetString(outcome.Output).Trim();
        return $"{test.Path} told no results. {launcher.Trouble("The test run", outcome)} {(said.Length > 400 ? said[^400..] : said)}".Trim();
    }

    private string Results(string scratch) => Path.Join(scratch, "results", Path.GetFileName(built.Builds));

    // As the build itself named it.
    private BuiltProject Made() => BuiltProject.ReadAll(built.Builds).FirstOrDefault(p => p.Project == test.Path.Under(built.Root))
        ?? throw new InvalidDataException($"The build of {test.Path} told nothing of what it made.");
}
