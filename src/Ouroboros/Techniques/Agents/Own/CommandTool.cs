using System.Text;
using System.Text.Json;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Agents.Own;

/// <summary>Runs a command of the person's own over a draft: in a private copy, in the sandbox, without network, keys or secrets.</summary>
/// <param name="copy">The copy that commands run on, made when first asked for.</param>
/// <param name="parent">Where areas are made.</param>
public sealed class CommandTool(
    OwnTool tool, Draft draft, IProcessRunner runner, Func<CancellationToken, Task<PristineCopy>> copy, string parent, Fencing fence) : IAgentTool
{
    private const int MostArguments = 50;

    public string Name => tool.Name;

    public string Description => tool.Description;

    public JsonElement Schema { get; } = Schemas.Parse("""{"type":"object","properties":{"arguments":{"type":"array","items":{"type":"string"}}}}""");

    public async Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var given = arguments.Texts("arguments");
        if (given.Count > MostArguments || given.Any(g => g.Contains('\0')))
            throw new ToolMisuseException($"\"arguments\" takes up to {MostArguments} texts.");

        var pristine = await copy(cancellationToken);
        using var area = pristine.Stage(parent, cancellationToken);
        if (draft.Patch is { } patch)
            area.Write(patch);

        var outcome = await runner.RunAsync(CommandFor(given, pristine, area), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var said = Encoding.UTF8.GetString(outcome.Output) + Encoding.UTF8.GetString(outcome.Errors);
        var end = outcome.End == CommandEnd.Exited ? $"exit code {outcome.ExitCode}" : $"it was ended: {outcome.End}";
        return new Observation(said.Length == 0 ? $"{end}, and it said nothing" : $"{end}\n{fence($"output of {tool.Name}", Clipping.Of(said))}");
    }

    private Command CommandFor(IReadOnlyList<string> given, PristineCopy pristine, StagingArea area)
    {
        var home = runner.CanMountElsewhere ? pristine.Snapshot.Root : area.Root;
        return new Command(tool.Words[0], [.. tool.Words.Skip(1), .. given])
        {
            WorkingDirectory = home,
            Environment = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["LANG"] = "C.UTF-8" },
            Limits = new ProcessLimits { WallTime = TimeSpan.FromMinutes(2), MemoryBytes = 2L << 30, OutputBytes = 1 << 20 },
            Sandbox = new Sandbox
            {
                Writable = [new Mount(area.Root, home)],
                Readable = [.. area.LeftOut.Where(l => l.Reason == LeftOutReason.Dependencies).Select(l => Mount.Same(l.Path.Under(pristine.Snapshot.Root)))],
            },
        };
    }
}
