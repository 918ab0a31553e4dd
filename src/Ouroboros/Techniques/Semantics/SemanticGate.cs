using System.Text.Json;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Semantics;

/// <summary>Refuses patches that add what no run is needed to see: code that does not compile, names bound nowhere, imports that lead nowhere.</summary>
/// <param name="interpreterOf">The Python of the plan's project, or null when none was found.</param>
public sealed class SemanticGate(
    SnapshotReader reader, IProcessRunner runner, Func<WorkPlan, SemanticInterpreter?> interpreterOf, TimeProvider clock) : IGate
{
    private const int MostShown = 4;

    private static readonly ProcessLimits Limits = new()
    {
        WallTime = TimeSpan.FromSeconds(30), MemoryBytes = 1L << 30, OutputBytes = 4 << 20, Processes = 16,
    };

    private readonly PythonContext context = new(reader);

    public string Name => "semantic";

    public async Task<GateResult> JudgeAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var (status, detail) = await JudgeAsync(candidate.Patch, plan, cancellationToken);
        return new GateResult(Name, status, detail, clock.GetElapsedTime(started));
    }

    private async Task<(GateStatus Status, string Detail)> JudgeAsync(Patch patch, WorkPlan plan, CancellationToken cancellationToken)
    {
        var changes = reader.Read(plan.Snapshot, patch);
        var foreign = changes.Where(c => !PythonContext.IsPython(c.Path)).Select(c => c.Path.Value).ToArray();
        if (foreign.Length == changes.Count)
            return (GateStatus.Skipped, $"no check for {string.Join(", ", foreign.Take(MostShown))}: only Python is understood");
        if (interpreterOf(plan) is not { } interpreter)
            return (GateStatus.Skipped, "no Python interpreter to check with");

        var question = context.Ask(plan.Snapshot, changes);
        var outcome = await runner.RunAsync(Prepare(interpreter, question), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome.Succeeded && Read(outcome.Output) is { } answer
            ? Pronounce(answer)
            : (GateStatus.Skipped, $"the check on {interpreter.Executable} {Describe(outcome)}");
    }

    private static (GateStatus Status, string Detail) Pronounce(SemanticAnswer answer)
    {
        if (answer.Problems.Count > 0)
        {
            var shown = string.Join("; ", answer.Problems.Take(MostShown).Select(p => $"{p.Path}:{p.Line}: {p.Message}"));
            var more = answer.Problems.Count - MostShown;
            return (GateStatus.Failed, more > 0 ? $"{shown}; and {more} more" : shown);
        }

        return (GateStatus.Passed, answer.Skipped.Count == 0
            ? "compiles; every name is bound and every import leads somewhere"
            : $"compiles; names not checked in {answer.Skipped[0].Path}: {answer.Skipped[0].Reason}");
    }

    // The script travels as an argument: nothing has to be laid out for the sandbox to see. -I and -S keep the project's code out of it.
    private static Command Prepare(SemanticInterpreter interpreter, SemanticQuestion question) =>
        new(interpreter.Executable, ["-I", "-S", "-X", "utf8", "-c", HelperText.Value])
        {
            WorkingDirectory = "/",
            Environment = new Dictionary<string, string> { ["PYTHONDONTWRITEBYTECODE"] = "1" },
            StandardInput = JsonSerializer.SerializeToUtf8Bytes(question, SemanticJson.Default.SemanticQuestion),
            Limits = Limits,
            Sandbox = new Sandbox { Readable = [.. interpreter.Readable.Select(Mount.Same)] },
        };

    private static SemanticAnswer? Read(byte[] output)
    {
        try
        {
            return JsonSerializer.Deserialize(output, SemanticJson.Default.SemanticAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Describe(CommandOutcome outcome) => outcome.End switch
    {
        CommandEnd.TimedOut => "took too long",
        CommandEnd.OverMemory => "needed too much memory",
        CommandEnd.NotStarted => "could not be started",
        CommandEnd.Signalled => $"was ended by signal {outcome.Signal}",
        _ => $"ended with exit code {outcome.ExitCode}",
    };

    private static readonly Lazy<string> HelperText = new(() =>
    {
        using var stream = typeof(SemanticGate).Assembly.GetManifestResourceStream("semantic_check.py")
            ?? throw new InvalidOperationException("The product was built without its part semantic_check.py.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    });
}
