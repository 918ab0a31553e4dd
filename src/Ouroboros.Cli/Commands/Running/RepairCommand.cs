using System.CommandLine;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands.History;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>The main job, once or again and again.</summary>
internal sealed class RepairCommand : RepairingCommand
{
    private readonly Option<string> mode;

    public RepairCommand()
        : base(
            "repair", "Find the failing tests of a Python, JavaScript, TypeScript or C# project, search for a patch that mends them, prove it, and apply it.",
            "ouro repair                          # the project here; asks before it applies",
            "ouro repair samples/billing --auto-apply --max-risk 0.3",
            "ouro repair --dry-run --json         # change nothing, print one JSON object",
            "ouro repair --test 'python -m pytest tests/unit' --time 120",
            "ouro repair --mode continuous        # the same as: ouro watch")
    {
        mode = Add(new Option<string>("--mode") { Description = "single, or continuous: again whenever files change. Default single.", HelpName = "MODE", DefaultValueFactory = _ => "single" });
        mode.AcceptOnlyFromAmong("single", "continuous");
        AddWatchOptions();
    }

    protected override bool IsContinuous(Invocation call) => call.Get(mode) == "continuous";

    /// <summary>What to do, with what, as the configuration has it.</summary>
    internal static RepairOrder OrderFrom(Config config, Surroundings here)
    {
        var options = OptionsFrom(config, here);
        return new RepairOrder(options, LimitsFrom(config, options.Models, here), config.Integer(Settings.Seed));
    }

    internal static RepairOptions OptionsFrom(Config config, Surroundings here) => new()
    {
        TestCommand = config.Text(Settings.TestCommand),
        Python = config.Text(Settings.Python),
        AllowTests = config.Text(Settings.Allow) == "tests",
        Seats = (int)config.Integer(Settings.Seats),
        TestTimeout = config.Number(Settings.TestTimeout),
        Models = ModelFlags.OptionsFrom(config, here),
    };

    private static Limits LimitsFrom(Config config, ModelOptions? models, Surroundings here) => new()
    {
        WallTime = config.Number(Settings.TimeLimit) is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
        Candidates = config.Integer(Settings.CandidateLimit) is > 0 and var candidates ? candidates : null,
        Fuel = config.Integer(Settings.FuelLimit) is > 0 and var fuel ? fuel : null,
        Steps = config.Integer(ModelSettings.StepLimit) is > 0 and var steps ? steps : null,
        Tokens = config.Integer(ModelSettings.TokenLimit) is > 0 and var tokens ? tokens : null,
        Money = new ModelMoney(config, new ModelAddresses(config, here)).Limit(models),
    };
}
