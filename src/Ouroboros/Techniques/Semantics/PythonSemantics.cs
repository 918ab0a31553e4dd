using System.Text.Json;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Semantics;

/// <summary>Python: code that does not compile, names bound nowhere, imports that lead nowhere, asked of the project's own interpreter.</summary>
/// <param name="readable">Directories the interpreter needs to see, beside those of the system.</param>
public sealed class PythonSemantics(
    SnapshotReader reader, IProcessRunner runner, string executable, IReadOnlyList<string> readable) : ISemanticCheck
{
    private static readonly ProcessLimits Limits = new()
    {
        WallTime = TimeSpan.FromSeconds(30), MemoryBytes = 1L << 30, OutputBytes = 4 << 20, Processes = 16,
    };

    private readonly PythonContext context = new(reader);

    public string Language => "Python";

    public bool Covers(RepoPath path) => PythonContext.IsPython(path);

    public async Task<SemanticFinding> CheckAsync(Snapshot snapshot, IReadOnlyList<FileChange> changes, CancellationToken cancellationToken)
    {
        var outcome = await runner.RunAsync(Prepare(context.Ask(snapshot, changes)), cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome.Succeeded && Read(outcome.Output) is { } answer
            ? Pronounce(answer)
            : new SemanticFinding(GateStatus.Skipped, $"the check on {executable} {Describe(outcome)}");
    }

    private static SemanticFinding Pronounce(SemanticAnswer answer) => SemanticFinding.Of(
        [.. answer.Problems.Select(p => $"{p.Path}:{p.Line}: {p.Message}")],
        answer.Skipped.Count == 0
            ? "compiles; every name is bound and every import leads somewhere"
            : $"compiles; names not checked in {answer.Skipped[0].Path}: {answer.Skipped[0].Reason}");

    // The script travels as an argument: nothing has to be laid out for the sandbox to see. -I and -S keep the project's code out of it.
    private Command Prepare(SemanticQuestion question) =>
        new(executable, ["-I", "-S", "-X", "utf8", "-c", HelperText.Value])
        {
            WorkingDirectory = "/",
            Environment = new Dictionary<string, string> { ["PYTHONDONTWRITEBYTECODE"] = "1" },
            StandardInput = JsonSerializer.SerializeToUtf8Bytes(question, SemanticJson.Default.SemanticQuestion),
            Limits = Limits,
            Sandbox = new Sandbox { Readable = [.. readable.Select(Mount.Same)] },
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
        using var stream = typeof(PythonSemantics).Assembly.GetManifestResourceStream("semantic_check.py")
            ?? throw new InvalidOperationException("The product was built without its part semantic_check.py.");
        using var text = new StreamReader(stream);
        return text.ReadToEnd();
    });
}
