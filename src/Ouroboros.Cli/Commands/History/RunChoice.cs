using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Errors;
using Ouroboros.Runs;
using Ouroboros.Workspaces.State;

namespace Ouroboros.Cli.Commands.History;

/// <summary>Finds the run a person means.</summary>
internal static class RunChoice
{
    private const int Known = 1000;

    public static Option<string?> AddWorkspace(Command command)
    {
        var option = new Option<string?>("--workspace", "-C") { Description = "The project; the nearest one above when not given.", HelpName = "DIR" };
        command.Add(option);
        return option;
    }

    /// <summary>Reading about runs must not make a state directory where there never was one.</summary>
    public static void RequireState(string workspace)
    {
        if (!StateDirectory.IsIn(workspace))
            throw UserError.Misuse($"No run was ever made in {workspace}, so there is nothing to resume, show or undo.", "Name the project with -C DIR, or start with: ouro repair");
    }

    public static async Task<Run> LastAsync(IRunJournal journal, CancellationToken cancellationToken) =>
        (await journal.ListAsync(1, cancellationToken)) is [var last, ..]
            ? last
            : throw UserError.Misuse("There is no run here yet.", "Start with: ouro repair");

    /// <summary>By its id or any beginning or end of it that fits one run alone.</summary>
    public static async Task<Run> FindAsync(IRunJournal journal, string named, CancellationToken cancellationToken)
    {
        if (RunId.TryParse(named, out var id))
        {
            return await journal.FindAsync(id, cancellationToken)
                ?? throw UserError.Misuse($"There is no run {named} here.", "See: ouro list-runs");
        }

        var runs = await journal.ListAsync(Known, cancellationToken);
        var fitting = named.Length < 4 ? [] : runs.Where(r => r.Id.Value.StartsWith(named, StringComparison.Ordinal)
            || r.Id.Value.EndsWith(named, StringComparison.Ordinal)).ToArray();
        return fitting switch
        {
            [var only] => only,
            [] => throw UserError.Misuse(
                $"'{named}' names no run.",
                Suggestion.For(named, runs.Select(r => r.Id.Value)) is { } near ? $"Did you mean {near}?" : "See: ouro list-runs"),
            _ => throw UserError.Misuse($"'{named}' fits {fitting.Length} runs: {string.Join(", ", fitting.Take(5).Select(r => r.Id))}.", "Write more of it."),
        };
    }
}
