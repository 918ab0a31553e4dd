using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Agents.External;
using Ouroboros.Techniques.Agents.Own;
using Ouroboros.Techniques.Context;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Desk;
using Ouroboros.Techniques.Models.Mock;
using Ouroboros.Techniques.Models.Resilience;
using Ouroboros.Techniques.Models.Traffic;
using Ouroboros.Techniques.Patience;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Cli.Composition;

/// <summary>Puts models together for runs: real ones by configuration, or one that follows a script.</summary>
internal sealed class ModelBench(Workbench bench, Config config, Surroundings here) : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly ModelClients clients = new(here.Clock);
    private readonly ModelAddresses addresses = new(config, here);
    private readonly List<IDisposable> owned = [];
    private PristineCopy? copy;

    /// <summary>The models of a run; null where it has none.</summary>
    /// <param name="events">What an interrupted run recorded; what it was answered is not asked again.</param>
    public RepairModels? For(Run run, ModelOptions? options, IReadOnlyList<RunEvent> events, IAgentWitness? witness, IModelObserver? observer)
    {
        if (options is null)
            return null;

        var own = ToolsOf(options);
        return new RepairModels(DeskFor(run, options, observer), DataFence.Around)
        {
            Witness = witness, Earlier = Answered(events), External = ExternalOf(options),
            OwnTools = draft => [.. own.Select(tool => new CommandTool(tool, draft, bench.Runner, CopyAsync, bench.Store.State.TemporaryPath, Discreet))],
        };
    }

    /// <summary>What a person should know before models are asked, or null.</summary>
    public string? Note(ModelOptions? options) => new ModelMoney(config, addresses).Note(options);

    public ModelDesk DeskFor(Run run, ModelOptions options, IModelObserver? observer)
    {
        var chains = ChainsOf(options);
        var desk = new ModelDesk(
            chains, AdapterFor(options), new ModelMoney(config, addresses).Prices(chains.Values.SelectMany(c => c)), bench.Store.Ledger,
            options.Mock is null && config.Flag(ModelSettings.Cache) ? bench.Store.Answers : null, bench.Redactor, Options(), here.Clock, bench.Chance, run.Id, observer);
        owned.Add(desk);
        return desk;
    }

    public void Dispose()
    {
        foreach (var one in Enumerable.Reverse(owned))
            one.Dispose();

        clients.Dispose();
    }

    private static IReadOnlyList<AgentAnswered> Answered(IReadOnlyList<RunEvent> events)
    {
        var answers = new Dictionary<(string Agent, int Step), AgentAnswered>();
        foreach (var recorded in events)
        {
            if (recorded.Is(AgentEvents.Answered, out var answer))
                answers[(answer.Agent, answer.Step)] = answer;
        }

        return [.. answers.Values];
    }

    private static Dictionary<ModelRole, IReadOnlyList<ModelName>> ChainsOf(ModelOptions options)
    {
        if (options.Mock is not null)
            return new() { [ModelRole.Reasoner] = [new ModelName(MockChat.Provider, "script")] };

        return options.Roles.ToDictionary(r => r.Key, r => ModelChain.Parse(r.Value));
    }

    private Func<ModelName, IChatClient> AdapterFor(ModelOptions options)
    {
        if (config.Text(ModelSettings.Replay) is { } recorded)
        {
            var tape = TapeAt(recorded);
            return name => new ReplayedChat(name.ToString(), tape);
        }

        if (options.Mock is { } path)
        {
            var script = ScriptAt(path);
            return _ => new MockChat(script);
        }

        var recording = config.Text(ModelSettings.Record) is { } place ? RecordingAt(place) : null;
        return name =>
        {
            var (provider, endpoint) = addresses.Of(name.Provider);
            var chat = clients.Chat(provider, endpoint, name.Name);
            return recording is null ? chat : new RecordedChat(chat, name.ToString(), recording);
        };
    }

    /// <summary>What a model says of a tool's output goes through the same sieve as what is kept.</summary>
    private string Discreet(string what, string text) => DataFence.Around(what, bench.Redactor.Redact(text));

    private async Task<PristineCopy> CopyAsync(CancellationToken cancellationToken)
    {
        if (copy is null)
        {
            copy = await PristineCopy.TakeDiscreetlyAsync(
                bench.Store.Roots, bench.Store.Snapshots, bench.Store.State.Workspace, bench.Store.State.TemporaryPath, cancellationToken);
            owned.Add(copy);
        }

        return copy;
    }

    private static IReadOnlyList<OwnTool> ToolsOf(ModelOptions options) => OwnTool.TryParse(options.Tools ?? "", RepairModels.ToolNames, out var tools, out var problem)
        ? tools
        : throw UserError.Misuse($"{ModelSettings.Tools.Name}: {problem}", "Write it such as: lint: ruff check # looks for mistakes");

    private ExternalAgents? ExternalOf(ModelOptions options)
    {
        if (AgentTemplates.Find(options.External) is not { } template)
            return null;

        var agent = new AgentOptions(template)
        {
            Network = config.Flag(ModelSettings.AgentNetwork), Pass = Names(ModelSettings.AgentVariables), Readable = ProgramSearch.InstallationOf(template.Program, here),
        };
        return new ExternalAgents(agent, here.Variable, bench.Redactor.Redact, bench.Store.State.TemporaryPath);
    }

    private IReadOnlyList<string> Names(Setting setting) =>
        [.. (config.Text(setting) ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static Tape TapeAt(string path)
    {
        try
        {
            using var lines = File.OpenText(path);
            return Tape.Read(lines);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw UserError.Misuse($"model_replay: {path} cannot be used: {e.Message}", "Record one: OURO_MODEL_RECORD=FILE");
        }
    }

    private TextWriter RecordingAt(string path)
    {
        try
        {
            var file = new StreamWriter(new FileStream(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }));
            owned.Add(file);
            return TextWriter.Synchronized(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw UserError.Misuse($"model_record: {path} cannot be written: {e.Message}", "Name a file in a directory that is there.");
        }
    }

    private static MockScript ScriptAt(string path)
    {
        if (path.Length == 0)
            return MockScript.BuiltIn;

        try
        {
            return MockScript.Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            throw UserError.Misuse($"The script for the mock model cannot be used: {e.Message}", "Name a file with one JSON object a line: --mock FILE");
        }
    }

    private DeskOptions Options() => new()
    {
        Resilience = new ResilienceOptions
        {
            MostRetries = (int)config.Integer(ModelSettings.Retries),
            CallsPerMinute = config.Integer(ModelSettings.Rate) is > 0 and var often ? (int)often : null,
            Backoff = new Backoff(
                TimeSpan.FromSeconds(config.Number(Settings.BaseDelay)), TimeSpan.FromSeconds(config.Number(Settings.MaxDelay)), config.Number(Settings.JitterRange)),
        },
    };
}
