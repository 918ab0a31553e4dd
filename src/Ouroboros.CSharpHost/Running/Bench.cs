using System.Diagnostics.CodeAnalysis;

namespace Ouroboros.CSharpHost.Running;

/// <summary>The thread that target code runs on: a deep stack, and left behind when it does not come back.</summary>
[SuppressMessage("Design", "CA1001", Justification = "It lasts as long as the process, and its thread may never end.")]
internal sealed class Bench
{
    private const int Stack = 16 << 20;

    private readonly AutoResetEvent begun = new(false);
    private readonly AutoResetEvent ended = new(false);
    private Action? work;
    private Thread? thread;

    /// <summary>Whether the work ended in time. After it did not, whatever it still does must not be relied upon.</summary>
    public bool Run(Action todo, double seconds)
    {
        if (thread is null)
        {
            thread = new Thread(Serve, Stack) { IsBackground = true };
            thread.Start();
        }

        work = todo;
        begun.Set();
        return ended.WaitOne(TimeSpan.FromSeconds(seconds));
    }

    private void Serve()
    {
        while (true)
        {
            begun.WaitOne();
            work!();
            ended.Set();
        }
    }
}
