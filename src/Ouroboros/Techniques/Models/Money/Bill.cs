using Microsoft.Extensions.AI;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>One attempt, from the moment it was set aside to the moment it is settled, once.</summary>
/// <param name="entry">As it stands in the ledger.</param>
internal sealed class Bill(
    Admitted admitted, LedgerEntry entry, Price? price, TokenEstimator estimator, ILedger ledger, TimeProvider clock, Action<LedgerEntry>? settled)
{
    private readonly long begun = clock.GetTimestamp();
    private bool isSettled;

    public ChatOptions Options => admitted.Options;

    public Received Received { get; } = new();

    public Task SettleAsync()
    {
        var model = entry.By.Model;
        if (Received.Usage?.InputTokenCount is { } input)
            estimator.Learn(model, admitted.Weight, input);

        return SettleAsync(TokenUse.Reported(Received.Usage, Estimate(Received.Bytes)), LedgerState.Settled, null);
    }

    /// <summary>What was lost is billed by what is known of it: what was reported, else the request and what had come of an answer.</summary>
    public Task FailAsync(Exception trouble)
    {
        var model = trouble as ModelTroubleException;
        Received.Add(model?.Usage);
        var bytes = Math.Max(Received.Bytes, model?.Received ?? 0);
        var isFree = model is { MayBeBilled: false } && Received.Usage is null && bytes == 0;
        var used = isFree ? default : TokenUse.Reported(Received.Usage, Estimate(bytes));
        return SettleAsync(used, LedgerState.Failed, model?.Trouble.ToString() ?? (trouble is OperationCanceledException ? "Cancelled" : trouble.GetType().Name));
    }

    /// <summary>The caller wants no more of it. Does nothing where it is settled.</summary>
    public Task StopAsync() =>
        isSettled ? Task.CompletedTask : SettleAsync(TokenUse.Reported(Received.Usage, Estimate(Received.Bytes)), LedgerState.Failed, "Stopped");

    private TokenUse Estimate(long received) => new(
        estimator.Of(entry.By.Model, admitted.Weight).Expected, 0, received == 0 ? 0 : estimator.Of(entry.By.Model, received).Expected);

    private async Task SettleAsync(TokenUse used, LedgerState state, string? trouble)
    {
        if (isSettled)
            return;

        isSettled = true;
        var money = price?.Of(used);
        admitted.Reservation.Settle(Admission.ChargeOf(used, money));
        var final = entry with { State = state, Tokens = used, Money = money, Duration = clock.GetElapsedTime(begun), Trouble = trouble };
        settled?.Invoke(final);

        // What was used is written down even when the run is being stopped.
        await ledger.SettleAsync(final, CancellationToken.None);
    }
}
