using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Secrets;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Agents.External;

/// <summary>
/// Lets a program of the person's work on a private copy of the workspace, inside the sandbox, and takes what it changed for a candidate
/// like any other.
/// </summary>
/// <param name="staging">Where the copy is made: an existing directory of the user's own.</param>
/// <param name="variable">The value of one of the environment variables that the options name.</param>
/// <param name="fence">Marks text of a repository as data in what the agent is asked.</param>
/// <param name="redact">Takes secrets out of what the agent says.</param>
public sealed class ExternalAgent(
    IProcessRunner runner, PristineCopy pristine, string staging, AgentOptions options, Func<string, string?> variable,
    Func<string, string> fence, Func<string, string> redact)
{
    // Left out of every listing, so that it is no change of the agent's.
    private static readonly RepoPath PromptFile = RepoPath.Parse(".ouroboros/prompt.md");

    private const string SystemPath = "/usr/local/bin:/usr/bin:/bin";

    public async Task<AgentOutcome> RunAsync(AgentTask task, Budget budget, CancellationToken cancellationToken)
    {
        if (AgentWords.ProgramOf(options.Template.Command) is null)
            return AgentOutcome.NeverRan($"the command of the agent '{options.Template.Name}' names no program; give one");

        if (!budget.TryReserveStep())
            return AgentOutcome.NeverRan($"{budget.Spent ?? "the limit of steps"} was reached");

        using var area = pristine.Stage(staging, cancellationToken);
        var passed = Passed();
        var command = Prepare(area, task.ToPrompt(fence), passed, budget.Left);
        var outcome = await runner.RunAsync(command, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return Judge(outcome, area, [.. passed.Values], cancellationToken);
    }

    private AgentOutcome Judge(CommandOutcome outcome, StagingArea area, IReadOnlyCollection<string> secrets, CancellationToken cancellationToken)
    {
        var known = new SecretRedactor(secrets);
        var (end, said) = (AgentSpeech.EndOf(outcome, options), AgentSpeech.Of(outcome, t => redact(known.Redact(t))));
        if (outcome.End == CommandEnd.NotStarted)
            return new AgentOutcome(null, said.Trim().Length > 0 ? said.Trim() : end, end, said, [], outcome.Duration);

        var harvest = Harvest(area, secrets, cancellationToken);
        return new AgentOutcome(
            harvest.Patch is { } patch ? Propose(patch) : null, harvest.Why is { } why ? $"{why}; {end}" : null, end, said, harvest.Notes, outcome.Duration);
    }

    private AgentHarvest Harvest(StagingArea area, IReadOnlyCollection<string> secrets, CancellationToken cancellationToken)
    {
        try
        {
            return AgentHarvest.Of(area.Difference(options.Difference, cancellationToken), secrets);
        }
        catch (FileTroubleException trouble)
        {
            return new AgentHarvest(null, [], $"what it left behind cannot be read: {trouble.Message}");
        }
    }

    private Candidate Propose(Patch patch)
    {
        var first = patch.Files[0];
        var line = first is ChangeFile change && pristine.Files.Read(first.Path) is var (before, _)
            ? 1 + before.AsSpan(0, change.Edits[0].Start).Count((byte)'\n') : 1;
        var files = patch.Files.Count == 1 ? first.Path.Value : $"{first.Path} and {patch.Files.Count - 1} more";
        return new Candidate(patch, new Origin($"agent:{options.Template.Name}", "external-agent", $"{options.Template.Name} changed {files}", first.Path, line), 0.5);
    }

    private Command Prepare(StagingArea area, string prompt, IReadOnlyDictionary<string, string> passed, TimeSpan? left)
    {
        var home = runner.CanMountElsewhere ? pristine.Snapshot.Root : area.Root;
        area.Write(new Patch([new AddFile(PromptFile, Encoding.UTF8.GetBytes(prompt), UnixFileMode.UserRead | UnixFileMode.UserWrite)]));
        var asked = AgentWords.Of(options.Template.Command, prompt, PromptFile.Under(home), home);
        return new Command(asked.Words[0], [.. asked.Words.Skip(1)])
        {
            WorkingDirectory = home,
            Environment = Surroundings(passed),
            StandardInput = asked.AsksByInput ? Encoding.UTF8.GetBytes(prompt) : default,
            Limits = new ProcessLimits
            {
                WallTime = left < options.WallTime ? left : options.WallTime, MemoryBytes = options.MemoryBytes, OutputBytes = options.OutputBytes,
                Processes = options.Processes, FileBytes = options.FileBytes,
            },
            Sandbox = new Sandbox
            {
                Writable = [new Mount(area.Root, home)],
                Readable = [.. Dependencies(area), .. options.Readable.Select(Mount.Same)],
                Network = options.Network,
            },
        };
    }

    // Where nothing can be mounted elsewhere, they stay where they are.
    private IEnumerable<Mount> Dependencies(StagingArea area) =>
        area.LeftOut.Where(l => l.Reason == LeftOutReason.Dependencies).Select(l => Mount.Same(l.Path.Under(pristine.Snapshot.Root)));

    private Dictionary<string, string> Passed()
    {
        var passed = new Dictionary<string, string>();
        foreach (var name in options.Pass)
        {
            if (variable(name) is { } value)
                passed[name] = value;
        }

        return passed;
    }

    private Dictionary<string, string> Surroundings(IReadOnlyDictionary<string, string> passed)
    {
        var all = new Dictionary<string, string>
        {
            ["PATH"] = string.Join(':', options.Readable.SelectMany(d => new[] { d, Path.Join(d, "bin") }).Append(SystemPath)),
            ["LANG"] = "C.UTF-8",
        };
        foreach (var (name, value) in options.Environment.Concat(passed))
            all[name] = value;

        return all;
    }
}
