namespace Ouroboros.Cli.Configuration;

/// <summary>The keys that say which models are asked, how, and for how much. Without a model none of them has an effect.</summary>
internal static class ModelSettings
{
    public const string BuiltInMock = "builtin";

    public static readonly Setting Model = new(
        "model", SettingKind.Text, "", "The model that is asked where the search finds nothing, as provider:name; several with commas: the first that answers. None when empty.")
    {
        SeedVariable = "AI_MODEL", Guarded = true,
    };

    public static readonly Setting Reasoner = Role("model_reasoner", "decides what to do");

    public static readonly Setting Generator = Role("model_generator", "writes what is masked");

    public static readonly Setting Compressor = Role("model_compressor", "shortens long conversations");

    public static readonly Setting Urls = new(
        "model_urls", SettingKind.Text, "", "Addresses of providers, such as 'openai=https://llm.example/v1, mine=http://127.0.0.1:8080/v1'.")
    {
        Guarded = true,
    };

    public static readonly Setting Prices = new(
        "model_prices", SettingKind.Text, "", "US dollars a million tokens, read/written or read/cached/written, such as 'openai:gpt-4.1=2/0.5/8, mine:*=0/0'.")
    {
        Guarded = true,
    };

    public static readonly Setting MoneyLimit = new("money_limit", SettingKind.Number, "2", "The most a run may spend on models, in US dollars; 0 for no limit.")
    {
        Least = 0, Most = 100_000, Guarded = true,
    };

    public static readonly Setting TokenLimit = new("token_limit", SettingKind.Integer, "500000", "The most tokens a run may have models read and write; 0 for no limit.")
    {
        Least = 0, Guarded = true,
    };

    public static readonly Setting StepLimit = new("step_limit", SettingKind.Integer, "100", "The most steps that agents may take in a run; 0 for no limit.")
    {
        Least = 0, Guarded = true,
    };

    public static readonly Setting Configuration = new(
        "configuration", SettingKind.Choice, "balanced", "How much is asked of models: few tools and one try, tools and three tries, or five, all of them ranked.")
    {
        Choices = ["fast", "balanced", "quality"], Guarded = true,
    };

    public static readonly Setting Builder = new(
        "builder", SettingKind.Choice, "auto", "How a model makes patches: step by step with tools, with few of them, or by filling in what is masked; auto goes by the configuration.")
    {
        Choices = ["auto", "agent", "direct", "refine"], Guarded = true,
    };

    public static readonly Setting Temperature = new("temperature", SettingKind.Number, "0.1", "How much a model may vary its answers.")
    {
        Least = 0, Most = 2, SeedVariable = "AI_TEMPERATURE", Guarded = true,
    };

    public static readonly Setting Healing = new("healing", SettingKind.Integer, "3", "How often a patch that failed goes back to the model with the reason.")
    {
        Least = 0, Most = 100, Guarded = true,
    };

    public static readonly Setting Retries = new("max_retries", SettingKind.Integer, "3", "How often a remote call is tried again.")
    {
        Least = 0, Most = 100, SeedVariable = "MAX_RETRIES", Guarded = true,
    };

    public static readonly Setting Rate = new("model_rate", SettingKind.Integer, "0", "The most calls a minute to one provider; 0 for no limit.")
    {
        Least = 0, Most = 100_000, Guarded = true,
    };

    public static readonly Setting Timeout = new("model_timeout", SettingKind.Number, "60", "How long a model may be silent, in seconds.")
    {
        Least = 0.1, Most = 86_400, Guarded = true,
    };

    public static readonly Setting Cache = new("model_cache", SettingKind.Flag, "true", "Whether an answer to the very same question is taken from the last time.")
    {
        Guarded = true,
    };

    public static readonly Setting Record = new("model_record", SettingKind.Text, "", "A file that all traffic with models is recorded to.") { Guarded = true };

    public static readonly Setting Replay = new("model_replay", SettingKind.Text, "", "A file of recorded traffic that answers in place of models.") { Guarded = true };

    public static readonly Setting Mock = new(
        "mock", SettingKind.Text, "", "A script that answers in place of models, the same every time; builtin for one that proposes nothing.")
    {
        Guarded = true, Alone = BuiltInMock,
    };

    public static readonly Setting Tools = new(
        "agent_tools", SettingKind.Text, "", "Commands that an agent may use as tools, as 'name: command # what it does', several with semicolons; they run in the sandbox.")
    {
        Guarded = true,
    };

    public static readonly Setting Agent = new(
        "agent", SettingKind.Text, "", "Somebody else's agent that proposes patches: codex, claude, opencode, aider, goose, or a command with {prompt}.")
    {
        Guarded = true,
    };

    public static readonly Setting AgentNetwork = new("agent_network", SettingKind.Flag, "false", "Whether somebody else's agent may use the network.") { Guarded = true };

    public static readonly Setting AgentVariables = new(
        "agent_variables", SettingKind.Text, "", "Names of variables that somebody else's agent is given, such as its key.")
    {
        Guarded = true,
    };

    public static IReadOnlyList<Setting> All { get; } =
    [
        Model, Reasoner, Generator, Compressor, Urls, Prices, MoneyLimit, TokenLimit, StepLimit, Configuration, Builder, Temperature, Healing,
        Retries, Rate, Timeout, Cache, Record, Replay, Mock, Tools, Agent, AgentNetwork, AgentVariables,
    ];

    private static Setting Role(string name, string what) =>
        new(name, SettingKind.Text, "", $"The model that {what}; the one of 'model' when empty.") { Guarded = true };
}
