using System.Text;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>How one test project's tests are run by the tools of its own, and where they report.</summary>
internal sealed class SuiteCommand(CSharpProject project, TestProject test, BuiltCopy built)
{
    /// <summary>Stands for a file in names of tests whose class stands in none.</summary>
    public string Assembly => Path.GetFileNameWithoutExtension(test.Path.Name);

    public string Report(string scratch) => Path.Join(Results(scratch), Assembly + ".trx");

    public IReadOnlyList<string> Arguments(string scratch)
    {
        if (test.RunsItself)
            return ["exec", Target(), "-trx", Report(scratch), "-noLogo", "-noColor"];

        return
        [
            "test", test.Path.Under(built.Root), "--no-build", "--no-restore", "-c", project.Configuration, "-nologo", "-v:q", "-nodeReuse:false", "-p:NuGetAudit=false",
            "--logger", $"trx;LogFileName={Assembly}.trx", "--results-directory", Results(scratch), .. project.Filter is { } filter ? new[] { "--filter", filter } : [],
        ];
    }

    public string Explained(CommandOutcome outcome, DotnetLauncher launcher)
    {
        var said = Encoding.UTF8.GetString(outcome.Output).Trim();
        return $"{test.Path} told no results. {launcher.Trouble("The test run", outcome)} {(said.Length > 400 ? said[^400..] : said)}".Trim();
    }

    private string Results(string scratch) => Path.Join(scratch, "results", Path.GetFileName(built.Builds));

    // As the build itself named it.
    private string Target() => Directory.EnumerateFiles(built.Builds, "*.about").Select(File.ReadAllLines)
        .FirstOrDefault(l => l.Length > 1 && l[0] == test.Path.Under(built.Root))?[1] ?? throw new InvalidDataException($"The build of {test.Path} told nothing of what it made.");
}
