using System.Diagnostics.CodeAnalysis;

namespace Ouroboros.CSharpHost.Running;

/// <param name="Trouble">What went wrong outside of any test, or null.</param>
internal readonly record struct Stint(bool HasEnded, string? Trouble)
{
    public bool IsWell => HasEnded && Trouble is null;
}

/// <summary>The thread that target code runs on: a deep stack, and left behind when it does not come back.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lasts as long as the process, and its thread may never end.")]
internal sealed class Bench
{
    private const int Stack = 16 << 20;

    private readonly AutoResetEvent begun = new(false);
    private readonly AutoResetEvent ended = new(false);
    private Action? work;
    private Exception? thrown;
    private Thread? thread;

    /// <summary>How the work ended. After it did not end in time, whatever it still does must not be relied upon.</summary>
    public Stint Run(Action todo, double seconds)
    {
        if (thread is null)
        {
            thread = new Thread(Serve, Stack) { IsBackground = true };
            thread.Start();
        }

        (work, thrown) = (todo, null);
        begun.Set();
        return ended.WaitOne(TimeSpan.FromSeconds(seconds)) ? new Stint(true, thrown is null ? null : $"{thrown.GetType().Name}: {thrown.Message}") : new Stint(false, null);
    }

    private void Serve()
    {
        while (true)
        {
            begun.WaitOne();
            try
            {
                work!();
            }
            catch (Exception e)
            {
                // What tests throw is caught where they are run; this is trouble of the host's, for whoever waits to tell.
                thrown = e;
            }

            ended.Set();
        }
    }
}
