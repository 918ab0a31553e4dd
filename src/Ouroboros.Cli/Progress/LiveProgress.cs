using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Agents;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Search;

namespace Ouroboros.Cli.Progress;

/// <summary>
/// Shows how far a run is: milestones as lines, and between them, on a terminal, one line redrawn in place. Elsewhere a line
/// now and then, so that a log shows life.
/// </summary>
internal sealed class LiveProgress : IRunObserver, IProgress<SearchProgress>, IAgentWitness, IModelObserver, IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Printer printer;
    private readonly Traits traits;
    private readonly TimeProvider clock;
    private readonly ITimer? timer;
    private readonly long started;
    private long stageStarted;
    private long lastShown;
    private string stage = "plan";
    private SearchProgress? search;
    private readonly ThoughtLine thoughts = new();
    private bool drawn;

    public LiveProgress(Printer printer, Traits traits, TimeProvider clock)
    {
        (this.printer, this.traits, this.clock) = (printer, traits, clock);
        started = stageStarted = lastShown = clock.GetTimestamp();
        timer = traits.Live ? clock.CreateTimer(_ => Tick(), null, Redraw, Redraw) : null;
    }

    public void On(RunEvent recorded)
    {
        lock (gate)
        {
            if (recorded.Is(RunEvents.StageEntered, out var entered))
            {
                (stage, search, stageStarted) = (entered.Stage, null, clock.GetTimestamp());
                thoughts.Clear();
                Draw();
            }
            else if ((Milestone(recorded) ?? AgentWords.Of(recorded)) is { } text)
            {
                Note(text);
            }
        }
    }

    public void Report(SearchProgress value)
    {
        lock (gate)
        {
            search = value;
            if (!traits.Live && clock.GetElapsedTime(lastShown) >= SignOfLife)
            {
                lastShown = clock.GetTimestamp();
                printer.Line(Ink.Faint($"{clock.GetElapsedTime(started).TotalSeconds,6:0.0} s  "), $"{stage,-8}  ", Words());
            }
        }
    }

    public void Thought(string piece)
    {
        lock (gate)
        {
            thoughts.Add(piece);
            Draw();
        }
    }

    public void Spent(Charge used)
    {
        lock (gate)
            thoughts.Used = used;
    }

    public void Retries(ModelName model, ModelTroubleException trouble, int retry, int most, TimeSpan pause) =>
        Note($"{model}: {trouble.Message} Trying again in {pause.TotalSeconds:0.#} s ({retry} of {most}).");

    public void FallsBack(ModelName from, ModelName to, ModelTroubleException trouble) => Note($"{from}: {trouble.Message} Asking {to} instead.");

    public void Recalled(string models) => Note($"{models}: the answer of the last time, which costs nothing");

    public void LeftAlone(string provider, TimeSpan coolDown) => Note($"{provider} failed too often and is left alone for {coolDown.TotalSeconds:0} s");

    public void AwaitsTurn(string provider, TimeSpan pause)
    {
        if (pause >= SignOfLife)
            Note($"{provider} may be called again in {pause.TotalSeconds:0} s");
    }

    private void Note(string text)
    {
        lock (gate)
        {
            Erase();
            printer.Line(Ink.Faint($"{clock.GetElapsedTime(started).TotalSeconds,6:0.0} s  "), $"{stage,-8}  ", text);
        }
    }

    /// <summary>Takes the line away before something else is shown.</summary>
    public void Pause()
    {
        lock (gate)
        {
            Erase();
            stage = "";
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        Pause();
    }

    private static string? Milestone(RunEvent recorded) =>
        recorded.Is(PlanEvents.TestsMeasured, out var tests) ? $"{tests.Total} tests, {tests.Failing.Count} failing ({tests.Bed}){(tests.Remembered ? ", as measured before" : "")}"
        : recorded.Is(PlanEvents.SuspectsRanked, out var suspects) && suspects.Head is [var first, ..]
            ? $"{suspects.Total} suspicious lines, first {first.Path}:{first.Line}"
        : recorded.Is(BuildEvents.SearchStarted, out var begun)
            ? $"searching, {begun.Seats} candidates at once{(begun.Remembered > 0 ? $", {begun.Remembered} judged before" : "")}"
        : recorded.Is(BuildEvents.CauseSearched, out var cause) ? CauseWords(cause)
        : recorded.Is(BuildEvents.SearchEnded, out var ended)
            ? $"{ended.Tried} candidates in {StoryTeller.Seconds(ended.Seconds)}, {ended.Plausible} plausible{(ended.Exhausted is { } limit ? $"; {limit} was reached" : "")}"
        : recorded.Is(ValidateEvents.GateJudged, out var gate) ? GateWords(gate)
        : recorded.Is(ReleaseEvents.Released, out var released) ? $"applied to {string.Join(", ", released.Files.Select(f => f.Path))}"
        : null;

    private static string CauseWords(CauseSearched cause)
    {
        var tests = cause.Tests is [var only] ? only : $"{cause.Tests.Count} tests from {cause.Tests[0]}";
        return cause.Best is { } best ? $"{tests}: {best.Path} {best.Reason}"
            : cause.IsSplit ? $"{tests}: {cause.Unmended}; on to parts of them" : $"{tests}: {cause.Unmended}";
    }

    private static string? GateWords(GateJudged gate) => gate.Status switch
    {
        GateStatus.Failed => $"{gate.Gate} refused: {gate.Detail}",
        GateStatus.Skipped => $"{gate.Gate} skipped: {gate.Detail}",
        _ => gate.Gate == "tests" ? $"whole suite: {gate.Detail}" : null,
    };

    private string Words()
    {
        if (thoughts.Text is { } thought)
            return thought;

        if (search is not { } now)
            return "…";

        var best = now.Best is { } found ? $" · best {found}" : now.Current is { } current ? $" · {current}" : "";
        return $"{now.Tried} tried · {now.PerSecond:0}/s · {now.Plausible} plausible{best}";
    }

    private void Tick()
    {
        lock (gate)
            Draw();
    }

    private void Draw()
    {
        if (!traits.Live || stage.Length == 0)
            return;

        var text = printer.Safe($"{clock.GetElapsedTime(started).TotalSeconds,6:0.0} s  {stage,-8}  {Words()}");
        if (text.Length >= traits.Width)
            text = text[..(traits.Width - 1)];

        printer.Writer.Write($"\r\x1b[K{text}");
        printer.Writer.Flush();
        drawn = true;
    }

    private void Erase()
    {
        if (!drawn)
            return;

        printer.Writer.Write("\r\x1b[K");
        printer.Writer.Flush();
        drawn = false;
    }
}
