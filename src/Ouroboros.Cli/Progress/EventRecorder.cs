using Ouroboros.Cli.Presentation;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Progress;

/// <summary>Keeps the events of the run at work, so that its story can be told before it has ended.</summary>
internal sealed class EventRecorder : IRunObserver
{
    private readonly List<RunEvent> events = [];

    public void On(RunEvent recorded)
    {
        lock (events)
            events.Add(recorded);
    }

    public RunStory StoryOf(Run run)
    {
        lock (events)
            return RunStory.Of(run, events);
    }
}
