using Ouroboros.Runs;
using Ouroboros.Stages.Build;

namespace Ouroboros.Techniques.Search;

/// <summary>Hands screenings on in batches: one write for each would cost more than the trial itself.</summary>
internal sealed class ScreeningBatch(Budget budget, Func<IReadOnlyList<Screening>, CancellationToken, Task> persist)
{
    private const int Most = 256;
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);

    private List<Screening> batch = [];
    private TimeSpan flushed = budget.Elapsed;

    public async Task AddAsync(Screening screening, CancellationToken cancellationToken)
    {
        batch.Add(screening);
        if (batch.Count >= Most || budget.Elapsed - flushed >= Longest)
            await FlushAsync(cancellationToken);
    }

    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (batch.Count == 0)
            return;

        var full = batch;
        batch = [];
        flushed = budget.Elapsed;
        await persist(full, cancellationToken);
    }
}
