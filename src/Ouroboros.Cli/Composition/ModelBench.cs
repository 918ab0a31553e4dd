using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Desk;
using Ouroboros.Techniques.Models.Mock;
using Ouroboros.Techniques.Models.Money;
using Ouroboros.Techniques.Models.Resilience;

namespace Ouroboros.Cli.Composition;

/// <summary>Puts models together for runs: real ones by configuration, or one that follows a script.</summary>
internal sealed class ModelBench(Workbench bench, Config config, Surroundings here) : IDisposable
{
    private readonly ModelClients clients = new(here.Clock);
    private readonly ModelAddresses addresses = new(config, here);
    private readonly List<ModelDesk> desks = [];

    /// <summary>The models of a run; null where it has none.</summary>
    /// <param name="events">What an interrupted run recorded; what it was answered is not asked again.</param>
    public RepairModels? For(Run run, ModelOptions? options, IReadOnlyList<RunEvent> events, IAgentWitness? witness, IModelObserver? observer)
    {
        if (options is not { HasModels: true })
            return null;

        return new RepairModels(DeskFor(run, options, observer), DataFences.Of) { Witness = witness, Earlier = Answered(events) };
    }

    public ModelDesk DeskFor(Run run, ModelOptions options, IModelObserver? observer)
    {
        var desk = new ModelDesk(
            ChainsOf(options), AdapterFor(options), Prices(), bench.Store.Ledger, options.Mock is null && config.Flag(ModelSettings.Cache) ? bench.Store.Answers : null,
            bench.Redactor, Options(), here.Clock, bench.Chance, run.Id, observer);
        desks.Add(desk);
        return desk;
    }

    public void Dispose()
    {
        foreach (var desk in desks)
            desk.Dispose();

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
        if (options.Mock is { } path)
        {
            var script = ScriptAt(path);
            return _ => new MockChat(script);
        }

        return name =>
        {
            var (provider, endpoint) = addresses.Of(name.Provider);
            return clients.Chat(provider, endpoint, name.Name);
        };
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

    private PriceTable Prices()
    {
        try
        {
            return PriceTable.Parse(config.Text(ModelSettings.Prices) ?? "");
        }
        catch (FormatException wrong)
        {
            throw UserError.Misuse($"model_prices: {wrong.Message}", "Write it such as: openai:gpt-4.1=2/0.5/8, mine:*=0/0");
        }
    }

    private DeskOptions Options() => new()
    {
        Resilience = new ResilienceOptions { Retries = (int)config.Integer(ModelSettings.Retries) },
    };
}
