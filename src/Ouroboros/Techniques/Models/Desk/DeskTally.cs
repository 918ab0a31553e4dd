using Ouroboros.Techniques.Models.Money;

namespace Ouroboros.Techniques.Models.Desk;

/// <summary>Counts the calls of a run as they end.</summary>
internal sealed class DeskTally
{
    private readonly Lock gate = new();
    private readonly Dictionary<(ModelRole Role, string Source, ModelName Model), ModelCall> calls = [];

    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (gate)
                return [.. calls.Values.OrderBy(c => c.Role).ThenBy(c => c.Source, StringComparer.Ordinal).ThenBy(c => c.Model.ToString(), StringComparer.Ordinal)];
        }
    }

    public void Count(LedgerEntry entry) => Change(entry.By.Role, entry.By.Source, entry.By.Model, call => call with
    {
        Calls = call.Calls + 1,
        Failed = call.Failed + (entry.State == LedgerState.Failed ? 1 : 0),
        Tokens = call.Tokens + entry.Tokens,
        Duration = call.Duration + entry.Duration,
        Money = entry.Money is { } money ? (call.Money ?? 0) + money : call.Money,
    });

    /// <summary>An observer that counts retries and tells another.</summary>
    public IModelObserver Observing(ModelRole role, string source, IModelObserver? told) => new Counting(this, role, source, told);

    private void Change(ModelRole role, string source, ModelName model, Func<ModelCall, ModelCall> change)
    {
        lock (gate)
        {
            var key = (role, source, model);
            calls[key] = change(calls.GetValueOrDefault(key, new ModelCall(role, source, model, 0, 0, 0, default, TimeSpan.Zero, null)));
        }
    }

    private sealed class Counting(DeskTally tally, ModelRole role, string source, IModelObserver? told) : IModelObserver
    {
        public void Retries(ModelName model, ModelTroubleException trouble, int retry, int most, TimeSpan pause)
        {
            tally.Change(role, source, model, call => call with { Retries = call.Retries + 1 });
            told?.Retries(model, trouble, retry, most, pause);
        }

        public void FallsBack(ModelName from, ModelName to, ModelTroubleException trouble) => told?.FallsBack(from, to, trouble);

        public void Recalled(string models) => told?.Recalled(models);

        public void LeftAlone(string provider, TimeSpan coolDown) => told?.LeftAlone(provider, coolDown);

        public void AwaitsTurn(string provider, TimeSpan pause) => told?.AwaitsTurn(provider, pause);
    }
}
