using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Commands.History;

/// <summary>A command about runs that were made.</summary>
internal abstract class HistoryCommand : OuroCommand
{
    private readonly Option<string?> place;
    private readonly Option<bool> json;

    protected HistoryCommand(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description, examples)
    {
        place = RunChoice.AddWorkspace(this);
        json = Switch("--json", "Print one JSON object.");
    }

    public sealed override async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var workspace = call.WorkspaceFrom(call.Get(place));
        if (!Ouroboros.Workspaces.State.StateDirectory.IsIn(workspace) && WithoutState(call) is { } exit)
            return exit;

        RunChoice.RequireState(workspace);
        using var bench = await call.OpenAsync(workspace, call.Load(workspace), cancellationToken);
        foreach (var sentence in bench.Recovered)
            call.Notes.Line(Ink.Caution("recovered: "), sentence);

        return await RunAsync(call, bench, cancellationToken);
    }

    protected bool WantsJson(Invocation call) => call.Get(json);

    protected abstract Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken);

    /// <summary>The exit code where no run was ever made, or null when that is wrong usage.</summary>
    protected virtual int? WithoutState(Invocation call) => null;
}
