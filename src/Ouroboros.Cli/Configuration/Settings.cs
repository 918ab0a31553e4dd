namespace Ouroboros.Cli.Configuration;

/// <summary>Every key there is. docs/configuration.md is this table; a test compares them.</summary>
internal static class Settings
{
    public static readonly Setting TestCommand = new("test_command", SettingKind.Text, "", "The command that runs the project's tests; found when empty.")
    {
        Guarded = true,
    };

    public static readonly Setting Python = new("python", SettingKind.Text, "", "The Python interpreter to use; found when empty.") { Guarded = true };

    public static readonly Setting TestTimeout = new("test_timeout", SettingKind.Number, "300", "The most one test may take, in seconds.")
    {
        Least = 0.1, Most = 86_400, SeedVariable = "TEST_TIMEOUT", Guarded = true,
    };

    public static readonly Setting TimeLimit = new("time_limit", SettingKind.Number, "600", "The most a run may take, in seconds; 0 for no limit.")
    {
        Least = 0, Guarded = true,
    };

    public static readonly Setting CandidateLimit = new("candidate_limit", SettingKind.Integer, "0", "The most candidates a run may try; 0 for no limit.")
    {
        Least = 0, Guarded = true,
    };

    public static readonly Setting FuelLimit = new(
        "fuel_limit", SettingKind.Integer, "0", "The most loop turns and function entries that candidates may burn in all; 0 for no limit.")
    {
        Least = 0, Guarded = true,
    };

    public static readonly Setting Seats = new("seats", SettingKind.Integer, "0", "How many candidates are tried at once; 0 for one a core.")
    {
        Least = 0, Most = 256, Guarded = true,
    };

    public static readonly Setting Seed = new("seed", SettingKind.Integer, "0", "Feeds every random choice of a run.");

    public static readonly Setting AutoApply = new("auto_apply", SettingKind.Flag, "false", "Apply a patch without asking when its risk allows.")
    {
        Guarded = true,
    };

    public static readonly Setting MaxRisk = new("max_risk", SettingKind.Number, "0.5", "The highest risk that is applied without a person.")
    {
        Least = 0, Most = 1, Guarded = true,
    };

    public static readonly Setting Allow = new("allow", SettingKind.Choice, "nothing", "What a patch may touch that is guarded otherwise.")
    {
        Choices = ["nothing", "tests"], Guarded = true,
    };

    public static readonly Setting Artifacts = new("artifacts", SettingKind.Text, "", "Where provenance is written; .ouroboros/artifacts when empty.")
    {
        Guarded = true,
    };

    public static readonly Setting SandboxMode = new(
        "sandbox", SettingKind.Choice, "auto", "How commands of a project are isolated; auto takes bubblewrap where it works.")
    {
        Choices = ["auto", "bubblewrap", "plain"], Guarded = true,
    };

    public static readonly Setting BaseDelay = new("base_delay", SettingKind.Number, "1", "The first pause after a failed cycle of a watch, in seconds; it doubles.")
    {
        Least = 0, Most = 3600, SeedVariable = "BASE_DELAY", Guarded = true,
    };

    public static readonly Setting MaxDelay = new("max_delay", SettingKind.Number, "10", "The longest pause after failed cycles, in seconds.")
    {
        Least = 0, Most = 86_400, SeedVariable = "MAX_DELAY", Guarded = true,
    };

    public static readonly Setting JitterRange = new("jitter_range", SettingKind.Number, "0.5", "How far a pause varies, as a part of it.")
    {
        Least = 0, Most = 1, SeedVariable = "JITTER_RANGE", Guarded = true,
    };

    public static IReadOnlyList<Setting> All { get; } =
    [
        TestCommand, Python, TestTimeout, TimeLimit, CandidateLimit, FuelLimit, Seats, Seed, AutoApply, MaxRisk, Allow, Artifacts,
        SandboxMode, BaseDelay, MaxDelay, JitterRange, .. ModelSettings.All,
    ];

    /// <summary>Variables of the scripts and tests beside the command, which are no settings of it.</summary>
    public static IReadOnlyList<string> OtherVariables { get; } = ["OURO_SETUP", "OURO_FAILPOINT"];

    public static Setting? Find(string name) => All.FirstOrDefault(s => s.Name == name);
}
