using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Reports;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Where the reports of a run go. Checked before the work, which may take minutes.</summary>
internal sealed record ReportFiles(string? Sarif, string? JUnit)
{
    public static ReportFiles Of(Invocation call, RunOptions options) => new(
        ReportFile.Check(call.Get(options.Sarif), call.Here.WorkingDirectory), ReportFile.Check(call.Get(options.JUnit), call.Here.WorkingDirectory));
}
