using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Techniques.Models.Money;

namespace Ouroboros.Cli.Commands.History;

/// <summary>What calls to models came to, by run, source and model.</summary>
internal sealed class CostCommand : HistoryCommand
{
    private const int MostDays = 36_500;

    private readonly Option<string?> named;
    private readonly Option<int?> since;

    public CostCommand()
        : base("cost", "Show what calls to models used and cost.", "ouro cost --since 7", "ouro cost --run gen_20260121_103000_a1b2c3 --json")
    {
        named = Value("--run", "ID", "Only of this run.");
        since = Add(new Option<int?>("--since") { Description = "Only of the last so many days.", HelpName = "DAYS" });
        since.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > MostDays)
                result.AddError($"--since must lie between 1 and {MostDays} days.");
        });
    }

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        RunId? run = call.Get(named) is { } id ? (await RunChoice.FindAsync(bench.Journal, id, cancellationToken)).Id : null;
        DateTimeOffset? from = call.Get(since) is { } days ? call.Here.Clock.GetUtcNow() - TimeSpan.FromDays(days) : null;
        Print(call, await bench.Store.Ledger.ReadAsync(run, from, cancellationToken));
        return ExitCodes.Achieved;
    }

    protected override int? WithoutState(Invocation call)
    {
        if (call.Get(named) is not null)
            return null;

        Print(call, []);
        return ExitCodes.Achieved;
    }

    private void Print(Invocation call, IReadOnlyList<LedgerEntry> entries)
    {
        if (WantsJson(call))
            call.Out.Raw(CostTeller.Json(entries));
        else if (entries.Count == 0)
            call.Notes.Line("No model was called here.");
        else
            CostTeller.Tell(entries, call.Out);
    }
}
