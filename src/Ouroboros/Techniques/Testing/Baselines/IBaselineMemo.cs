namespace Ouroboros.Techniques.Testing.Baselines;

/// <summary>
/// Remembers how suites were measured, so that a search in an unchanged project begins at once. It says where to search and nothing else:
/// no verdict is spoken on it.
/// </summary>
public interface IBaselineMemo
{
    Task<SuiteMeasure?> RecallAsync(string key, CancellationToken cancellationToken);

    Task KeepAsync(string key, SuiteMeasure measure, CancellationToken cancellationToken);

    Task ForgetAsync(string key, CancellationToken cancellationToken);
}

/// <summary>Everything is measured anew, always.</summary>
public sealed class NoBaselines : IBaselineMemo
{
    public static NoBaselines Instance { get; } = new();

    public Task<SuiteMeasure?> RecallAsync(string key, CancellationToken cancellationToken) => Task.FromResult<SuiteMeasure?>(null);

    public Task KeepAsync(string key, SuiteMeasure measure, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ForgetAsync(string key, CancellationToken cancellationToken) => Task.CompletedTask;
}
