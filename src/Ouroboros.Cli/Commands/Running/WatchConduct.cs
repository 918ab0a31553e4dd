using Ouroboros.Adapters.Files;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Cli.Progress;
using Ouroboros.Techniques.Patience;
using Ouroboros.Techniques.Watching;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Carries a watch out before a person's eyes, and ends it in order.</summary>
internal sealed class WatchConduct(
    Invocation call, RunOptions options, ReportFiles reports, WatchSchedule schedule, int? cycles, Config config, Workbench bench)
{
    public async Task<int> CarryOutAsync(CancellationToken cancellationToken)
    {
        using var only = await HoldAsync(cancellationToken);
        using var changes = new FileChanges(bench.Store.State.Workspace, call.Here.Clock);
        RunConduct.TellRecovered(call, bench);
        if (schedule.OnChange && changes.Gap is { } gap)
            call.Notes.Line(Ink.Caution("note: "), gap);

        var viewer = new WatchProgress(call.Notes, call.Get(options.Jsonl) ? call.Out : null, call.Here.Clock);
        var loop = new WatchLoop(
            new WatchedRepair(call, options, reports, config, bench), bench.Store.Watch, changes, viewer, schedule, BackoffFrom(config),
            WatchedRepair.OptionsOf(call, options, config), bench.Redactor, call.Here.Clock, bench.Chance);
        try
        {
            await loop.RunAsync(cycles, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The usual end of a watch.
        }

        return await ConcludeAsync(viewer);
    }

    private async Task<IDisposable> HoldAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await bench.Store.State.LockAsync("watch", TimeSpan.Zero, call.Here.Clock, cancellationToken);
        }
        catch (WorkspaceException)
        {
            throw UserError.Misuse($"{bench.Store.State.Workspace} is being watched already.", "See: ouro status");
        }
    }

    private async Task<int> ConcludeAsync(WatchProgress viewer)
    {
        var standing = await bench.Store.Watch.StandingAsync(CancellationToken.None);
        var isCutOff = standing is { Last: not null, LastEnd: null };
        var exit = isCutOff ? ExitCodes.Interrupted
            : viewer.Last is not { } last ? ExitCodes.Achieved
            : last.Result is { } result ? ExitCodes.Of(result) : ExitCodes.NotAchieved;
        if (call.Get(options.Json))
        {
            call.Out.Raw(Json.Object(json =>
            {
                json.WriteString("workspace", bench.Store.State.Workspace);
                json.WriteNumber("exit_code", exit);
                json.WriteNumber("cycles_now", viewer.Cycles);
                WatchJson.Write(json, standing);
            }));
        }
        else if (!call.Get(options.Jsonl))
        {
            call.Notes.Line();
            call.Notes.Line(Ink.Strong("watch ended"), $" after {Cycles(viewer.Cycles)}");
            if (standing is not null)
                new WatchTeller(call.Notes).Totals(standing);

            if (isCutOff)
                call.Notes.Line(Ink.Accent("next:  "), "ouro watch goes on with the cycle that was cut off");
        }

        return exit;
    }

    private static string Cycles(int count) => count == 1 ? "1 cycle" : $"{count} cycles";

    private static Backoff BackoffFrom(Config config) => new(
        TimeSpan.FromSeconds(config.Number(Settings.BaseDelay)), TimeSpan.FromSeconds(config.Number(Settings.MaxDelay)), config.Number(Settings.JitterRange));
}
