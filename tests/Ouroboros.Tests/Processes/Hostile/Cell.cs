using System.Text;
using Ouroboros.Adapters.Processes;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Tests.Processes.Hostile;

/// <summary>A sandbox with a workspace, something beside it that is none of its business, and code that means harm.</summary>
internal sealed class Cell : IDisposable
{
    public const string Python = "/usr/bin/python3";

    private readonly Marked _marked = new();
    private readonly string _root;

    public Cell(SandboxMode mode, bool withoutNamespaces, string? place = null)
    {
        Assert.SkipUnless(File.Exists(Python), $"{Python} is missing");
        _root = Directory.CreateDirectory(Path.Combine(place ?? Path.GetTempPath(), "ouro-cell-" + _marked.Text)).FullName;
        Workspace = Directory.CreateDirectory(Path.Combine(_root, "workspace")).FullName;
        Sibling = Directory.CreateDirectory(Path.Combine(_root, "sibling")).FullName;
        Runner = new ProcessRunner(mode, TimeProvider.System, Supervisor.DefaultPath, withoutNamespaces);
    }

    public ProcessRunner Runner { get; }

    public string Workspace { get; }

    public string Sibling { get; }

    public ProcessLimits Limits { get; init; } = new()
    {
        WallTime = TimeSpan.FromSeconds(60), MemoryBytes = 512 << 20, OutputBytes = 1 << 20, Processes = 40, FileBytes = 16 << 20,
    };

    public Command Code(string python) => _marked.Command(Python, "-I", "-c", python) with
    {
        Limits = Limits, Sandbox = new Sandbox { Writable = [Mount.Same(Workspace)] },
    };

    public Task<CommandOutcome> RunAsync(string python) => Runner.RunAsync(Code(python), CancellationToken.None);

    public IReadOnlyList<string> Survivors() => _marked.Survivors();

    public string InWorkspace(string name) => Path.Combine(Workspace, name);

    public string InSibling(string name) => Path.Combine(Sibling, name);

    public void Dispose()
    {
        _marked.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    public static string Words(CommandOutcome outcome) => $"{outcome.End} {outcome.ExitCode}\n{Encoding.UTF8.GetString(outcome.Output)}\n{Encoding.UTF8.GetString(outcome.Errors)}";
}
