using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Progress;

namespace Ouroboros.Cli.Commands.History;

/// <summary>Does a run again in a private copy and compares what was decided.</summary>
internal sealed class ReplayCommand : HistoryCommand
{
    private readonly Argument<string?> named;

    public ReplayCommand()
        : base(
            "replay", "Do a run again from its seed in a private copy and compare the decisions; changes nothing.",
            "ouro replay                          # the latest", "ouro replay gen_20260121_103000_a1b2c3 --json") =>
        named = Add(new Argument<string?>("RUN") { Description = "The run; the latest when not given.", Arity = ArgumentArity.ZeroOrOne });

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        var run = call.Get(named) is { } id
            ? await RunChoice.FindAsync(bench.Journal, id, cancellationToken)
            : await RunChoice.LastAsync(bench.Journal, cancellationToken);
        ReplayOutcome outcome;
        using (var progress = new LiveProgress(call.Notes, call.Here.Traits, call.Here.Clock))
            outcome = await new Replay(bench, [progress]).RunAsync(run, cancellationToken);

        var exit = outcome.Same ? ExitCodes.Achieved : ExitCodes.NotAchieved;
        if (WantsJson(call))
            call.Out.Raw(ToJson(run.Id.Value, outcome, exit));
        else
            Print(run.Id.Value, outcome, call);

        return exit;
    }

    private static void Print(string run, ReplayOutcome outcome, Invocation call)
    {
        if (outcome.Problem is { } problem)
        {
            call.Notes.Line(Ink.Bad("error: "), problem);
            return;
        }

        var table = new Table(new Column("Decision"), new Column("Then"), new Column("Now"));
        var (then, now) = (outcome.Recorded!, outcome.Again!);
        table.Add("candidates tried", $"{then.Tried}", $"{now.Tried}");
        table.Add("plausible patches", $"{then.Ranked.Count}", $"{now.Ranked.Count}");
        table.Add("order of them", "", then.Ranked.SequenceEqual(now.Ranked) ? Ink.Good("the same") : Ink.Bad("different"));
        table.Add("patch chosen", Short(then.Winner), Short(now.Winner));
        table.Print(call.Out);
        call.Out.Line(outcome.Same ? Ink.Good($"Run {run} decides the same again.") : Ink.Bad($"Run {run} decides differently now."));
    }

    private static string Short(string? patch) => patch is null ? "none" : patch[..12];

    private static string ToJson(string run, ReplayOutcome outcome, int exit) => Json.Object(json =>
    {
        json.WriteString("run_id", run);
        json.WriteNumber("exit_code", exit);
        json.WriteBoolean("same", outcome.Same);
        json.WriteString("problem", outcome.Problem);
        foreach (var (name, decisions) in new[] { ("then", outcome.Recorded), ("now", outcome.Again) })
        {
            json.WriteStartObject(name);
            json.WriteString("tree", decisions?.Tree);
            json.WriteNumber("candidates", decisions?.Tried ?? 0);
            json.WriteNumber("fuel", decisions?.Fuel ?? 0);
            json.WriteString("patch", decisions?.Winner);
            json.Strings("ranked", decisions?.Ranked ?? []);
            json.WriteEndObject();
        }
    });
}
