using System.Globalization;
using System.Text.Json;
using Ouroboros.Capabilities.Repair;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Configuration;
using Ouroboros.Runs;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Release;
using Ouroboros.Techniques.Watching;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>The repair that a watch begins again and again. Nobody is asked.</summary>
internal sealed class WatchedRepair(Invocation call, RunOptions options, ReportFiles reports, Config config, Workbench bench) : IWatchedWork
{
    /// <summary>What of the command line decides how a cycle ends.</summary>
    public static string OptionsOf(Invocation call, RunOptions options, Config config)
    {
        var order = RepairCommand.OrderFrom(config, call.Here);
        var limits = order.Limits;
        var apply = config.Flag(Settings.AutoApply) && !call.Get(options.DryRun) ? $"apply to {config.Number(Settings.MaxRisk)}" : "apply nothing";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{JsonSerializer.Serialize(order.Options, RepairJson.Default.RepairOptions)} {limits.WallTime} {limits.Candidates} {limits.Fuel} {limits.Tokens} {limits.Money} {apply} {call.Get(options.Partial)}");
    }

    public async Task<string> TreeAsync(CancellationToken cancellationToken) => (await LookAsync(cancellationToken)).TreeHash.Hex;

    public async Task<CycleEnd> RunAsync(WatchCycle cycle, Func<RunId, Task> begun, CancellationToken cancellationToken)
    {
        var cutOff = cycle.Run is { } id ? await bench.Journal.FindAsync(id, cancellationToken) : null;
        if (cutOff is { State: RunState.Ended, Ending: { } ended })
            return new CycleEnd(ended.Result, ended.Reason, null) { FilesModified = ended.FilesModified };

        RunId? run = null;
        var conduct = new RunConduct(call, options, reports, config, bench)
        {
            IsUnattended = true,
            IsOneOfMany = true,
            Begun = async own =>
            {
                run = own;
                await begun(own);
            },
        };
        try
        {
            await conduct.OutcomeOfAsync(
                (runs, token) => cutOff is not null
                    ? runs.ResumeAsync(cutOff, token)
                    : runs.StartAsync(RepairCommand.OrderFrom(config, call.Here), token),
                cancellationToken);
            return await EndAsync(conduct.Outcome ?? throw new OperationCanceledException(cancellationToken), cancellationToken);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException && conduct.Outcome is not null)
        {
            // The run has ended and stands; only telling it failed, such as by a report onto a full disk.
            var end = await EndAsync(conduct.Outcome, cancellationToken);
            return end with { Reason = $"{end.Reason} It could not be told: {trouble.Message}" };
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException && run is not null)
        {
            // The process lives on, so nobody would take the run for interrupted.
            var ending = await new UnendedRuns(bench).EndAsync(run.Value, trouble.Message, CancellationToken.None);
            if (ending.FilesModified == 0)
                throw;

            return new CycleEnd(ending.Result, ending.Reason, null) { FilesModified = ending.FilesModified };
        }
    }

    private async Task<CycleEnd> EndAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        var ending = outcome.Ending!;
        var end = new CycleEnd(ending.Result, ending.Reason, null) { FilesModified = ending.FilesModified };
        if (outcome.Plan is not RepairPlan plan)
            return end;

        return end with
        {
            Settled = outcome.Receipt is { } receipt ? await ReleasedTreeAsync(plan.Snapshot, receipt, cancellationToken)
                // What was remembered led to nothing and is forgotten: the next cycle measures the same files anew.
                : plan.Forget is not null && ending.Result == RunResult.NotAchieved ? null
                : Without(plan.Snapshot).TreeHash.Hex,
            Passed = plan.Baseline.Results.Count(r => r.Outcome == TestOutcome.Passed),
            Failing = plan.Failing.Count,
            TestSeconds = plan.Baseline.Duration.TotalSeconds,
        };
    }

    /// <summary>The files as the cycle left them, or null where others changed beside its patch: those want a look.</summary>
    private async Task<string?> ReleasedTreeAsync(Snapshot before, Receipt receipt, CancellationToken cancellationToken)
    {
        var after = await LookAsync(cancellationToken);
        var own = receipt.Files.ToDictionary(f => f.Path, f => f.After);
        var others = Without(before).Files.Keys.Union(after.Files.Keys).Where(p => !own.ContainsKey(p));
        var isOurs = own.All(f => after.Files.GetValueOrDefault(f.Key)?.Hash == f.Value)
            && others.All(p => before.Files.GetValueOrDefault(p) == after.Files.GetValueOrDefault(p));
        return isOurs ? after.TreeHash.Hex : null;
    }

    private async Task<Snapshot> LookAsync(CancellationToken cancellationToken) =>
        Without(await bench.Store.Snapshots.TakeAsync(bench.Store.State.Workspace, cancellationToken));

    // A log of this very watch in the project grows with every cycle, and is no change of it.
    private Snapshot Without(Snapshot snapshot)
    {
        var own = bench.OwnOutput();
        return own.Count == 0 ? snapshot : new Snapshot(snapshot.Root, snapshot.Files.Where(f => !own.Contains(f.Key)).ToDictionary());
    }
}
