using System.Text;
using Ouroboros.Adapters.Processes;
using Ouroboros.Runs;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Agents.External;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Tests.Fakes;
using Ouroboros.Tests.Processes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using TestResult = Ouroboros.Stages.Evidence.TestResult;

namespace Ouroboros.Tests.Techniques.Agents.External;

/// <summary>A workspace, and scripts that work on copies of it as agents do, in whatever sandbox this machine has.</summary>
internal sealed class AgentShed : IDisposable
{
    private readonly TemporaryFolder tools = new(), staging = new();
    private readonly Marked marked = new();

    public AgentShed()
    {
        Tree.Write("shop.py", "def total(prices, shipping):\n    return sum(prices) - shipping\n");
        Tree.Write("old.py", "x = 1\n");
        Tree.Write("picture.bin", [0, 1, 2, 3, 254, 255]);
        Tree.Write("tests/test_shop.py", "def test_total():\n    assert total([1], 1) == 2\n");
        Tree.Write(".git/HEAD", "ref: refs/heads/main\n");
        Tree.Write("node_modules/pad/index.js", "exports.pad = 1\n");
    }

    public TemporaryFolder Tree { get; } = new();

    public IProcessRunner Runner { get; init; } = new ProcessRunner(SandboxMode.Auto, TimeProvider.System);

    public Dictionary<string, string> Variables { get; } = [];

    public Limits Limits { get; init; } = new();

    public string Goal { get; init; } = "Make the tests pass.";

    /// <summary>Runs a script of bash as the agent.</summary>
    public Task<AgentOutcome> RunAsync(string script, Func<AgentOptions, AgentOptions>? with = null, CancellationToken cancellationToken = default)
    {
        var file = tools.Write("agent.sh", script);
        return RunCommandAsync($"bash {file} {{prompt_file}} {{workspace}}", with, cancellationToken);
    }

    public async Task<AgentOutcome> RunCommandAsync(string command, Func<AgentOptions, AgentOptions>? with = null, CancellationToken cancellationToken = default)
    {
        using var pristine = await PristineCopy.TakeAsync(
            TemporaryFolder.Roots, new SnapshotTaker(TemporaryFolder.Roots, TimeProvider.System), Tree.Path, staging.Path, default);
        var options = new AgentOptions(new AgentTemplate("script", command))
        {
            Readable = [tools.Path], WallTime = TimeSpan.FromSeconds(60), MemoryBytes = 512 << 20, OutputBytes = 64 << 10, FileBytes = 16 << 20, Processes = 40,
            Environment = new Dictionary<string, string> { ["OURO_TEST_MARK"] = marked.Text },
        };
        var agent = new ExternalAgent(
            Runner, pristine, staging.Path, with?.Invoke(options) ?? options, Variables.GetValueOrDefault, t => $"<data>\n{t}\n</data>",
            t => t.Replace("hunter2", "[redacted]", StringComparison.Ordinal));
        var failing = new TestResult(
            new TestName("tests/test_shop.py::test_total"), TestOutcome.Failed, TimeSpan.Zero, 0, new TestFailure("AssertionError", "assert 0 == 2", [], ""));
        return await agent.RunAsync(new AgentTask(Goal, [failing]), new Budget(Limits, TimeProvider.System), cancellationToken);
    }

    public string Tool(string name) => tools[name];

    public string After(AgentOutcome outcome, string path)
    {
        var change = outcome.Candidate.ShouldBePatch().Files.Single(f => f.Path.Value == path);
        return Encoding.UTF8.GetString(change is AddFile add ? add.Content.Span : ((ChangeFile)change).ApplyTo(File.ReadAllBytes(Tree[path])));
    }

    public IReadOnlyList<string> Survivors() => marked.Survivors();

    public bool IsCleared() => !Directory.EnumerateFileSystemEntries(staging.Path).Any();

    public void Dispose()
    {
        marked.Dispose();
        Tree.Dispose();
        tools.Dispose();
        staging.Dispose();
    }
}

internal static class CandidateExpectations
{
    public static Patch ShouldBePatch(this Ouroboros.Stages.Build.Candidate? candidate) => Shouldly.ShouldBeNullExtensions.ShouldNotBeNull(candidate).Patch;
}
