using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands.History;
using Ouroboros.Cli.Errors;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Goes on with a run that was interrupted, reached a limit, or waits for approval.</summary>
internal sealed class ResumeCommand : RunCommand
{
    private readonly Argument<string?> name;
    private readonly Option<string?> place;
    private readonly RunOptions options;

    public ResumeCommand()
        : base(
            "resume", "Go on with a run; what it judged already is not judged again.",
            "ouro resume                          # the last run that was not finished",
            "ouro resume gen_20260121_103000_a1b2c3 --auto-apply")
    {
        name = Add(new Argument<string?>("RUN") { Description = "The run; the last unfinished one when not given.", Arity = ArgumentArity.ZeroOrOne });
        place = RunChoice.AddWorkspace(this);
        options = AddRunOptions();
    }

    public override async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var workspace = call.WorkspaceFrom(call.Get(place));
        RunChoice.RequireState(workspace);
        var config = call.Load(workspace);
        var reports = ReportFiles.Of(call, options);
        using var bench = await call.OpenAsync(workspace, config, cancellationToken);
        var run = call.Get(name) is { } named
            ? await RunChoice.FindAsync(bench.Journal, named, cancellationToken)
            : await LastUnfinishedAsync(bench.Journal, cancellationToken);
        if (run.Ending?.Result == RunResult.Achieved)
            throw UserError.Misuse($"Run {run.Id} has achieved its goal; there is nothing to go on with.", "Start a new one: ouro repair");

        return await new RunConduct(call, options, reports, config, bench)
            .CarryOutAsync((runs, token) => runs.ResumeAsync(run, token), cancellationToken);
    }

    private static async Task<Run> LastUnfinishedAsync(IRunJournal journal, CancellationToken cancellationToken) =>
        (await journal.ListAsync(100, cancellationToken))
            .FirstOrDefault(r => r.State == RunState.Interrupted || r.Ending?.Result is RunResult.LimitReached or RunResult.NeedsHuman)
        ?? throw UserError.Misuse("There is no unfinished run here.", "See: ouro list-runs");
}
