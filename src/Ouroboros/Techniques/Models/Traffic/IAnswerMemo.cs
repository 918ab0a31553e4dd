namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>Remembers answers by the hash of their request.</summary>
public interface IAnswerMemo
{
    /// <returns>As it was kept, or null.</returns>
    Task<string?> RecallAsync(string key, CancellationToken cancellationToken);

    Task KeepAsync(string key, string answer, CancellationToken cancellationToken);
}
