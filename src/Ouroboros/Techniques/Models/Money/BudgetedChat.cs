using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>
/// Lets a call pass only where the budget can bear the most it may use; that is set aside and written down before anything is sent, and
/// settled by what the answer reports. Where it reports nothing, by the estimate of the request and of what had come.
/// </summary>
/// <param name="price">Null where nobody said what the model costs; then only tokens count.</param>
/// <param name="usual">How many tokens an answer may have where the caller does not say.</param>
/// <param name="settled">Is told every attempt that was settled.</param>
public sealed class BudgetedChat(
    IChatClient inner, CallSource source, Budget budget, Price? price, TokenEstimator estimator, ILedger ledger, int usual, TimeProvider clock,
    Action<LedgerEntry>? settled) : DelegatingChatClient(inner)
{
    private readonly Admission admission = new(source.Model, budget, price, estimator, usual);

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var bill = await OpenAsync(asked, options, cancellationToken);
        try
        {
            var response = await base.GetResponseAsync(asked, bill.Options, cancellationToken);
            bill.Received.Add(response.Messages.SelectMany(m => m.Contents.Where(c => c is not UsageContent)));
            bill.Received.Add(response.Usage);
            await bill.SettleAsync();
            return response;
        }
        catch (Exception trouble)
        {
            await bill.FailAsync(trouble);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        var bill = await OpenAsync(asked, options, cancellationToken);
        try
        {
            await using var updates = base.GetStreamingResponseAsync(asked, bill.Options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await MovesOnAsync(updates, bill))
                yield return updates.Current;

            await bill.SettleAsync();
        }
        finally
        {
            await bill.StopAsync();
        }
    }

    private static async Task<bool> MovesOnAsync(IAsyncEnumerator<ChatResponseUpdate> updates, Bill bill)
    {
        try
        {
            if (!await updates.MoveNextAsync())
                return false;

            bill.Received.Add(updates.Current.Contents);
            return true;
        }
        catch (Exception trouble)
        {
            await bill.FailAsync(trouble);
            throw;
        }
    }

    private async Task<Bill> OpenAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var admitted = admission.Admit(messages, options);
        try
        {
            var entry = new LedgerEntry(0, source, clock.GetUtcNow(), LedgerState.Reserved, admitted.Most, admitted.Money);
            var number = await ledger.ReserveAsync(entry, cancellationToken);
            return new Bill(admitted, entry with { Number = number }, price, estimator, ledger, clock, settled);
        }
        catch
        {
            // Nothing was sent.
            admitted.Reservation.Settle(default);
            throw;
        }
    }
}
