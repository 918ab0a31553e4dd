using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Configuration;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>A command that works on a run, new or taken up again.</summary>
internal abstract class RunCommand : OuroCommand
{
    protected RunCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
    }

    protected RunOptions AddRunOptions()
    {
        Flag(Settings.AutoApply);
        Flag(Settings.MaxRisk, "0..1");
        var dryRun = Switch("--dry-run", "Find and show the patch, apply nothing; exit code 3 when there is one.");
        var yes = Switch("--yes", "Approve the patch beforehand, whatever its risk.", "-y");
        var partial = Switch("--partial", "Let a patch be applied that mends only some of the failing tests; ends with 1 all the same.");
        Flag(Settings.Artifacts, "DIR");
        Flag(Settings.SandboxMode, "MODE");
        var json = Switch("--json", "Print one JSON object instead of text.");
        var jsonl = Switch("--jsonl", "Print the run's events as they happen, one JSON object a line.");
        var sarif = Value("--sarif", "FILE", "Write a SARIF 2.1.0 report.");
        var junit = Value("--junit", "FILE", "Write the last whole test run as JUnit XML.");
        Validators.Add(result =>
        {
            if (result.GetValue(json) && result.GetValue(jsonl))
                result.AddError("--json and --jsonl exclude each other.");
        });
        return new RunOptions(dryRun, yes, partial, json, jsonl, sarif, junit);
    }
}
