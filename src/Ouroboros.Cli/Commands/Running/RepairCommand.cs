using System.CommandLine;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands.History;
using Ouroboros.Cli.Configuration;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>The main job.</summary>
internal sealed class RepairCommand : RunCommand
{
    private readonly Argument<string?> path;
    private readonly RunOptions options;

    public RepairCommand()
        : base(
            "repair", "Find the failing tests of a Python project, search for a patch that mends them, prove it, and apply it.",
            "ouro repair                          # the project here; asks before it applies",
            "ouro repair samples/billing --auto-apply --max-risk 0.3",
            "ouro repair --dry-run --json         # change nothing, print one JSON object",
            "ouro repair --test 'python -m pytest tests/unit' --time 120")
    {
        path = Add(new Argument<string?>("PATH") { Description = "The project's directory; the nearest project above when not given.", Arity = ArgumentArity.ZeroOrOne });
        Flag(Settings.TestCommand, "CMD", "--test");
        Flag(Settings.Python, "PATH");
        Flag(Settings.TimeLimit, "SECONDS", "--time");
        Flag(Settings.CandidateLimit, "N", "--limit-candidates");
        Flag(Settings.FuelLimit, "N", "--fuel");
        Flag(Settings.TestTimeout, "SECONDS");
        Flag(Settings.Seats, "N");
        Flag(Settings.Seed, "N");
        Flag(Settings.Allow, "tests");
        options = AddRunOptions();
    }

    public override async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var workspace = call.WorkspaceFrom(call.Get(path));
        var config = call.Load(workspace);
        var reports = ReportFiles.Of(call, options);
        using var bench = await call.OpenAsync(workspace, config, cancellationToken);
        return await new RunConduct(call, options, reports, config, bench).CarryOutAsync(
            (runs, token) => runs.StartAsync(OptionsFrom(config), LimitsFrom(config), config.Integer(Settings.Seed), token), cancellationToken);
    }

    internal static RepairOptions OptionsFrom(Config config) => new()
    {
        TestCommand = config.Text(Settings.TestCommand),
        Python = config.Text(Settings.Python),
        AllowTests = config.Text(Settings.Allow) == "tests",
        Seats = (int)config.Integer(Settings.Seats),
        TestTimeout = config.Number(Settings.TestTimeout),
    };

    internal static Limits LimitsFrom(Config config) => new()
    {
        WallTime = config.Number(Settings.TimeLimit) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        Candidates = config.Integer(Settings.CandidateLimit) is > 0 and var candidates ? candidates : null,
        Fuel = config.Integer(Settings.FuelLimit) is > 0 and var fuel ? fuel : null,
    };
}
