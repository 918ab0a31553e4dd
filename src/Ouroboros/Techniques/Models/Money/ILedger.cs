using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>Keeps what calls to models use. Durable when a task completes: a call stands here before it is sent.</summary>
public interface ILedger
{
    /// <returns>The number by which the entry is settled.</returns>
    Task<long> ReserveAsync(LedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes how the call ended; an entry is settled once.</summary>
    Task SettleAsync(LedgerEntry entry, CancellationToken cancellationToken);

    /// <summary>In the order of the calls.</summary>
    /// <param name="run">Only of this run.</param>
    /// <param name="since">Only from then on.</param>
    Task<IReadOnlyList<LedgerEntry>> ReadAsync(RunId? run, DateTimeOffset? since, CancellationToken cancellationToken);
}
