using System.Text;
using Microsoft.Extensions.AI;
using Ouroboros.Runs;
using Ouroboros.Techniques.Models.Money;
using Ouroboros.Techniques.Models.Resilience;
using Ouroboros.Techniques.Models.Traffic;
using Ouroboros.Techniques.Secrets;

namespace Ouroboros.Techniques.Models.Desk;

/// <summary>
/// The models of one run by role, each behind all that makes a call safe: secrets out, memory, the chain of models, retries, breaker, rate,
/// budget and ledger, in that order.
/// </summary>
/// <param name="chains">The models of each role, the first one preferred. A role without any is served by the reasoner's.</param>
/// <param name="adapter">Makes what speaks to a provider; called once for each model.</param>
/// <param name="memo">Null where answers are not remembered.</param>
public sealed class ModelDesk(
    IReadOnlyDictionary<ModelRole, IReadOnlyList<ModelName>> chains, Func<ModelName, IChatClient> adapter, PriceTable prices, ILedger ledger, IAnswerMemo? memo,
    SecretRedactor redactor, DeskOptions options, TimeProvider clock, Random random, RunId? run, IModelObserver? observer) : IModelDesk, IDisposable
{
    // What is known before any model is.
    private static readonly ModelName Nobody = new("nobody", "none");

    private readonly Lock gate = new();
    private readonly Dictionary<ModelName, IChatClient> adapters = [];
    private readonly Dictionary<string, (Breaker Breaker, RateLimit? Rate)> providers = [];
    private readonly DeskTally tally = new();

    /// <summary>What is known of how many tokens texts come to.</summary>
    public TokenEstimator Estimator { get; } = new();

    /// <summary>What the calls so far came to, by role, source and model.</summary>
    public IReadOnlyList<ModelCall> Calls => tally.Calls;

    public bool Has(ModelRole role) => ChainOf(role).Count > 0;

    public bool HasOwn(ModelRole role) => chains.GetValueOrDefault(role) is { Count: > 0 } own && !own.SequenceEqual(chains.GetValueOrDefault(ModelRole.Reasoner) ?? []);

    public int Estimate(string text) =>
        (int)Math.Min(int.MaxValue, Estimator.Of(ChainOf(ModelRole.Reasoner) is [var first, ..] ? first : Nobody, Encoding.UTF8.GetByteCount(text)).Expected);

    public ModelName NameOf(ModelRole role) => ChainOf(role)[0];

    /// <summary>The models that serve a role, the first one preferred.</summary>
    public IReadOnlyList<ModelName> ChainOf(ModelRole role) =>
        chains.GetValueOrDefault(role) is { Count: > 0 } own ? own : chains.GetValueOrDefault(ModelRole.Reasoner) ?? [];

    /// <param name="source">Who asks, such as <c>repair/agent</c>.</param>
    /// <param name="budget">What pays for it: the run's, or a share of it.</param>
    public IChatClient For(ModelRole role, string source, Budget budget)
    {
        var chain = ChainOf(role);
        if (chain.Count == 0)
            throw new InvalidOperationException($"No model serves the {role} role; ask {nameof(Has)} first.");

        var told = tally.Observing(role, source, observer);
        IChatClient client = new FallbackChat([.. chain.Select(m => KeyValuePair.Create(m, Guarded(new CallSource(run, source, role, m), budget, told)))], told);
        if (memo is not null)
            client = new CachedChat(client, string.Join(" ", chain), memo, told);

        return new DiscreetChat(client, redactor);
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var client in adapters.Values)
                client.Dispose();

            adapters.Clear();
        }
    }

    private IChatClient Guarded(CallSource source, Budget budget, IModelObserver told)
    {
        var model = source.Model;
        var (breaker, rate) = ProviderOf(model);
        IChatClient client = new BudgetedChat(
            new SharedChat(AdapterOf(model)), source, budget, prices.For(model), Estimator, ledger, options.OutputTokens, clock, tally.Count);
        if (rate is not null)
            client = new RateLimitedChat(client, rate);

        return new PatientChat(new BreakerChat(client, breaker), model, budget, options.Resilience, clock, random, told);
    }

    private IChatClient AdapterOf(ModelName model)
    {
        lock (gate)
            return adapters.TryGetValue(model, out var known) ? known : adapters[model] = adapter(model);
    }

    // All roles of a run meet the same provider, so they share what is known of it.
    private (Breaker Breaker, RateLimit? Rate) ProviderOf(ModelName model)
    {
        lock (gate)
        {
            if (!providers.TryGetValue(model.Provider, out var known))
            {
                var breaker = new Breaker(model.Provider, options.Resilience, clock, observer);
                var rate = options.Resilience.CallsPerMinute is { } often ? new RateLimit(model.Provider, often, clock, observer) : null;
                providers[model.Provider] = known = (breaker, rate);
            }

            return known;
        }
    }
}
