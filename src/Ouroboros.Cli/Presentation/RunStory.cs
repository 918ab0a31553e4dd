using Ouroboros.Capabilities.Repair;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Agents;

namespace Ouroboros.Cli.Presentation;

/// <summary>A run as its journal tells it. Whatever is shown of a run, now or a year later, is read from here.</summary>
internal sealed record RunStory(RunId Id)
{
    public RunRequest? Request { get; init; }

    public RunState State { get; init; } = RunState.Working;

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset LastAt { get; init; }

    public string? Stage { get; init; }

    public TestsMeasured? Tests { get; init; }

    public SuspectsRanked? Suspects { get; init; }

    /// <summary>The searches for single causes, where there were several; those whose tests were divided again are left out.</summary>
    public IReadOnlyList<CauseSearched> Causes => Search?.Causes ?? [];

    public SearchEnded? Search { get; init; }

    /// <summary>What models were asked and what became of it; null where none was.</summary>
    public ModelEnded? Models { get; init; }

    public IReadOnlyList<ModelAttempted> Attempts { get; init; } = [];

    public IReadOnlyList<AgentEnded> Agents { get; init; } = [];

    public IReadOnlyList<GateJudged> Gates { get; init; } = [];

    public PatchAssessed? Patch { get; init; }

    public Decision? Decision { get; init; }

    public Released? Released { get; init; }

    public RunResult? Result { get; init; }

    public string? Reason { get; init; }

    public TimeSpan Duration => LastAt - StartedAt;

    /// <summary>Only the gates of the patch that was put forward.</summary>
    public IEnumerable<GateJudged> GatesOfPatch => Patch is { } patch ? Gates.Where(g => g.Patch == patch.Patch) : Gates;

    public static RunStory Of(Run run, IEnumerable<RunEvent> events)
    {
        var story = new RunStory(run.Id)
        {
            Request = run.Request, State = run.State, StartedAt = run.StartedAt, LastAt = run.StartedAt,
        };
        story = events.Aggregate(story, (told, recorded) => told.With(recorded));
        return story with
        {
            Result = run.Ending?.Result ?? story.Result,
            Reason = run.Ending?.Reason ?? story.Reason,
            LastAt = run.EndedAt ?? story.LastAt,
        };
    }

    private RunStory With(RunEvent recorded)
    {
        var told = this with { LastAt = recorded.At };
        return recorded.Is(RunEvents.StageEntered, out var stage) ? told.Entering(stage.Stage)
            : recorded.Is(PlanEvents.TestsMeasured, out var tests) ? told with { Tests = tests }
            : recorded.Is(PlanEvents.SuspectsRanked, out var suspects) ? told with { Suspects = suspects }
            : recorded.Is(BuildEvents.SearchEnded, out var search) ? told with { Search = search }
            : recorded.Is(ModelEvents.Ended, out var models) ? told with { Models = models }
            : recorded.Is(ModelEvents.Attempted, out var attempt) ? told with { Attempts = [.. told.Attempts, attempt] }
            : recorded.Is(AgentEvents.Ended, out var agent) ? told with { Agents = [.. told.Agents, agent] }
            : recorded.Is(ValidateEvents.GateJudged, out var gate) ? told with { Gates = [.. told.Gates, gate] }
            : recorded.Is(ReviewEvents.PatchAssessed, out var patch) ? told with { Patch = patch }
            : recorded.Is(ReviewEvents.Decided, out var decision) ? told with { Decision = decision }
            : recorded.Is(ReleaseEvents.Released, out var released) ? told with { Released = released }
            : recorded.Is(RunEvents.RunConcluded, out var end) ? told with { Result = end.Result, Reason = end.Reason }
            : told;
    }

    // A resumed run starts over from its plan: what the earlier attempt found is found again, or remembered elsewhere.
    private RunStory Entering(string stage) => stage == "plan"
        ? this with { Stage = stage, Gates = [], Models = null, Attempts = [], Agents = [], Patch = null, Search = null, Decision = null, Result = null, Reason = null }
        : this with { Stage = stage };
}
