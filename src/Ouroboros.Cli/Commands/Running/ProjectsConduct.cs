using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands.History;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Techniques.Projects;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli.Commands.Running;

/// <summary>Repairs the projects of one repository one after the other, each as a workspace of its own, and tells how each ended.</summary>
internal sealed class ProjectsConduct(Invocation call, RunOptions options, string root, IReadOnlyList<NestedProject> projects)
{
    // What a script should hear first: what failed outweighs what waits.
    private static readonly int[] Weightiest =
        [ExitCodes.Interrupted, ExitCodes.NotAchieved, ExitCodes.Misused, ExitCodes.LimitReached, ExitCodes.NeedsHuman, ExitCodes.PartMissing, ExitCodes.Achieved];

    private readonly List<Ended> ended = [];

    public async Task<int> CarryOutAsync(CancellationToken cancellationToken)
    {
        call.Notes.Line(Ink.Strong($"{projects.Count} projects"), $" in {root}: {string.Join(", ", projects.Select(p => $"{p.Path} ({p.Kind})"))}");
        foreach (var project in projects)
        {
            if (cancellationToken.IsCancellationRequested || await EndOfAsync(project, cancellationToken) is not { } end)
                break;

            ended.Add(end);
        }

        // What was not begun was interrupted, whatever the others came to.
        var exit = ended.Count < projects.Count ? ExitCodes.Interrupted : Weightiest.First(code => ended.Any(e => e.Exit == code));
        if (call.Get(options.Json))
            call.Out.Raw(ToJson(exit));
        else if (!call.Get(options.Jsonl))
            Print();

        return exit;
    }

    /// <summary>How a project ended, in trouble too: that of one must not cost the others' report. Null where it was interrupted before it began.</summary>
    private async Task<Ended?> EndOfAsync(NestedProject project, CancellationToken cancellationToken)
    {
        try
        {
            return await RepairAsync(project, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (UserError error)
        {
            return Troubled(project, error.ExitCode, error.Message);
        }
        catch (Exception trouble) when (trouble is WorkspaceException or FileTroubleException)
        {
            return Troubled(project, ExitCodes.NotAchieved, trouble.Message);
        }
    }

    private Ended Troubled(NestedProject project, int exit, string trouble)
    {
        trouble = call.Here.Redactor.Redact(trouble);
        call.Notes.Line(Ink.Bad("error: "), $"{project.Path}: {trouble}");
        return new Ended(project, exit, null) { Trouble = trouble };
    }

    private async Task<Ended> RepairAsync(NestedProject project, CancellationToken cancellationToken)
    {
        var workspace = project.Path.Under(root);
        if (!call.Get(options.Json) && !call.Get(options.Jsonl))
        {
            call.Out.Line();
            call.Out.Line(Ink.Strong(project.Path.Value), Ink.Faint($"  {project.Kind}, {project.Tests} test {(project.Tests == 1 ? "file" : "files")}"));
        }

        var config = call.Load(workspace);
        using var bench = await call.OpenAsync(workspace, config, cancellationToken);
        var conduct = new RunConduct(call, options, new ReportFiles(null, null), config, bench) { IsOneOfMany = true };
        var exit = await conduct.CarryOutAsync(
            (runs, token) => runs.StartAsync(RepairCommand.OrderFrom(config, call.Here), token), cancellationToken);
        return new Ended(project, exit, conduct.Story);
    }

    private void Print()
    {
        var table = new Table(new("Project"), new("Kind"), new("Result"), new("Tests", Align.Right), new("Run"), new("Reason", Flexible: true));
        foreach (var end in ended)
        {
            var (project, story) = (end.Project, end.Story);
            var result = end.Exit switch
            {
                ExitCodes.Achieved => Ink.Good("achieved"),
                ExitCodes.NeedsHuman => Ink.Caution("needs you"),
                ExitCodes.LimitReached => Ink.Caution("limit reached"),
                ExitCodes.Interrupted => Ink.Caution("interrupted"),
                ExitCodes.PartMissing => Ink.Bad("part missing"),
                ExitCodes.Misused => Ink.Bad("misconfigured"),
                _ => Ink.Bad("not achieved"),
            };
            var tests = story?.Tests is { } measured ? $"{measured.Passed}/{measured.Total}" : "";
            table.Add(Ink.Accent(project.Path.Value), project.Kind, result, tests, story?.Id.Value ?? "", end.Trouble ?? story?.Reason ?? "");
        }

        foreach (var left in projects.Skip(ended.Count))
            table.Add(Ink.Accent(left.Path.Value), left.Kind, Ink.Caution("not begun"), "", "", "");

        call.Out.Line();
        table.Print(call.Out);
    }

    private string ToJson(int exit) => Json.Object(json =>
    {
        json.WriteString("workspace", root);
        json.WriteNumber("exit_code", exit);
        json.Objects("projects", ended, one =>
        {
            json.WriteString("path", one.Project.Path.Value);
            json.WriteString("kind", one.Project.Kind);
            json.WriteNumber("exit_code", one.Exit);
            json.WriteString("trouble", one.Trouble);
            json.Objects("runs", one.Story is { } story ? [story] : Array.Empty<RunStory>(), story => StoryJson.Write(json, story));
        });
        json.Strings("not_begun", projects.Skip(ended.Count).Select(p => p.Path.Value));
    });

    private sealed record Ended(NestedProject Project, int Exit, RunStory? Story)
    {
        /// <summary>What kept it from a run, or null.</summary>
        public string? Trouble { get; init; }
    }
}
