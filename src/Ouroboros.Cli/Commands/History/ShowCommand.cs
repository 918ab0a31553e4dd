using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;

namespace Ouroboros.Cli.Commands.History;

internal sealed class ShowCommand : HistoryCommand
{
    private readonly Argument<string?> named;
    private readonly Option<bool> patch;
    private readonly Option<bool> events;

    public ShowCommand()
        : base(
            "show", "Show all that is known of a run: patch, risk, tests, alternatives.",
            "ouro show                            # the latest", "ouro show gen_20260121_103000_a1b2c3", "ouro show --patch | git apply")
    {
        named = Add(new Argument<string?>("RUN") { Description = "The run; the latest when not given.", Arity = ArgumentArity.ZeroOrOne });
        patch = Switch("--patch", "Only the patch, as git apply reads it.");
        events = Switch("--events", "The journal, one JSON object a line.");
    }

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        var run = call.Get(named) is { } id
            ? await RunChoice.FindAsync(bench.Journal, id, cancellationToken)
            : await RunChoice.LastAsync(bench.Journal, cancellationToken);
        var recorded = await bench.Journal.ReadAsync(run.Id, cancellationToken);
        var story = RunStory.Of(run, recorded);
        if (call.Get(events))
        {
            var stream = new Progress.EventStream(call.Out);
            foreach (var one in recorded)
                stream.On(one);
        }
        else if (call.Get(patch))
        {
            call.Out.Raw(story.Patch?.Diff ?? throw new UserError(ExitCodes.NotAchieved, $"Run {run.Id} found no patch.", "See: ouro show " + run.Id));
        }
        else if (WantsJson(call))
        {
            call.Out.Raw(StoryJson.Of(story));
        }
        else
        {
            call.Out.Line(Ink.Strong(run.Id.Value), "  ", RunStatus.Of(run), $"  {run.Request.Description} in {run.Request.Workspace}");
            if (story.Reason is { } reason)
                call.Out.Paragraph(reason, "  ");

            call.Out.Line();
            new StoryTeller(call.Out).Tell(story);
        }

        return ExitCodes.Achieved;
    }
}
