namespace Ouroboros.Techniques.Watching;

/// <summary>Tells that something in a workspace changed. What, a snapshot tells better.</summary>
public interface IChangeSource : IDisposable
{
    /// <summary>Completes when anything changed since it last completed, at once where that is so already.</summary>
    Task WaitAsync(CancellationToken cancellationToken);
}
