using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.Cli.Commands.History;

/// <summary>Takes back everything a run did to files.</summary>
internal sealed class UndoCommand : HistoryCommand
{
    private readonly Argument<string?> named;
    private readonly Option<bool> force;

    public UndoCommand()
        : base(
            "undo", "Restore the exact bytes of every file a run touched; needs no git and leaves yours alone.",
            "ouro undo                            # the last run that changed files", "ouro undo gen_20260121_103000_a1b2c3 --force")
    {
        named = Add(new Argument<string?>("RUN") { Description = "The run; the last that changed files when not given.", Arity = ArgumentArity.ZeroOrOne });
        force = Switch("--force", "Undo also what was edited since; a copy of the edits is kept.");
    }

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        RunId? run = call.Get(named) is { } id ? (await RunChoice.FindAsync(bench.Journal, id, cancellationToken)).Id : null;
        var outcome = await bench.Store.Undo.RunAsync(run, call.Get(force), cancellationToken);
        var exit = outcome.Status == UndoStatus.Undone ? ExitCodes.Achieved : ExitCodes.NotAchieved;
        if (WantsJson(call))
            call.Out.Raw(ToJson(outcome, exit));
        else
            Print(outcome, call);

        return exit;
    }

    private static void Print(UndoOutcome outcome, Invocation call)
    {
        switch (outcome.Status)
        {
            case UndoStatus.Undone:
                foreach (var file in outcome.Files)
                    call.Out.Line(Ink.Good("restored "), file.Path.Value);

                foreach (var kept in outcome.Kept)
                    call.Out.Line(Ink.Caution("kept "), $"your version of {kept.Path} in {kept.KeptAt}");

                call.Out.Line($"Run {outcome.Run} is undone.");
                break;
            case UndoStatus.Conflicts:
                call.Notes.Line(Ink.Bad("error: "), $"undoing run {outcome.Run} would lose later edits; nothing was changed:");
                foreach (var conflict in outcome.Conflicts)
                    call.Notes.Paragraph(conflict, "  ");

                call.Notes.Line(Ink.Accent("next:  "), $"ouro undo {outcome.Run} --force undoes it all the same and keeps a copy of the edits.");
                break;
            default:
                call.Notes.Line(Ink.Bad("error: "), outcome.Status == UndoStatus.AlreadyUndone
                    ? $"run {outcome.Run} is undone already."
                    : "there is nothing to undo: no run changed a file here.");
                break;
        }
    }

    private static string ToJson(UndoOutcome outcome, int exit) => Json.Object(json =>
    {
        json.WriteNumber("exit_code", exit);
        json.WriteString("run_id", outcome.Run?.Value);
        json.WriteString("status", System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.Status.ToString()));
        json.Strings("files", outcome.Files.Select(f => f.Path.Value));
        json.Strings("conflicts", outcome.Conflicts);
        json.Objects("kept", outcome.Kept, kept =>
        {
            json.WriteString("path", kept.Path.Value);
            json.WriteString("kept_at", kept.KeptAt);
        });
    });
}
