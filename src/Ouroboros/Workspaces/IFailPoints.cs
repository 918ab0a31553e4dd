namespace Ouroboros.Workspaces;

/// <summary>Places where a crash would hurt most. Crash tests end the process there; otherwise nothing happens.</summary>
public interface IFailPoints
{
    /// <param name="name">What is about to happen or just happened: <c>rename:before</c>, <c>journal:after</c> …</param>
    void Hit(string name);
}

public sealed class NoFailPoints : IFailPoints
{
    public static NoFailPoints Instance { get; } = new();

    public void Hit(string name)
    {
        // Production: a crash is never asked for.
    }
}
