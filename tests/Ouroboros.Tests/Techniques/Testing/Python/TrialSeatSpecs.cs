using Ouroboros.Adapters.Files;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class TrialSeatSpecs : IAsyncDisposable
{
    private readonly SampleWorkspace workspace = new(("a.py", "pass"));
    private readonly WorkspaceCopies copies;

    public TrialSeatSpecs() => copies = new WorkspaceCopies(new KernelRoots(NoFailPoints.Instance), TimeProvider.System, workspace.Snapshot);

    [Fact]
    public async Task A_server_that_never_gets_ready_leaves_the_verdict_to_fresh_processes()
    {
        var launcher = new Launcher("echo 'no such host' >&2");
        await using var seat = new TrialSeat(launcher, Job, await copies.StageAsync(null, default), workspace.Root);

        (await seat.TryAsync([0], default)).ShouldBeNull("it may start the next time");
        var reply = await seat.TryAsync([0], default);
        await seat.TryAsync([0], default);

        reply!.Outcome.ShouldBeNull();
        reply.Text.ShouldContain("no such host");
        launcher.Starts.ShouldBe(2, "it is not asked for each candidate");
    }

    [Fact]
    public async Task One_that_dies_of_a_candidate_is_started_anew_each_time()
    {
        var launcher = new Launcher("printf '\\001\\000\\000\\000R'");
        await using var seat = new TrialSeat(launcher, Job, await copies.StageAsync(null, default), workspace.Root);

        for (var i = 0; i < 4; i++)
            (await seat.TryAsync([0], default)).ShouldBeNull();

        launcher.Starts.ShouldBe(4);
    }

    /// <summary>What a build made is no part of the workspace.</summary>
    [Fact]
    public async Task A_seat_has_what_the_build_made_for_itself()
    {
        workspace.Write("A/A.csproj", "<Project/>");
        using var own = new WorkspaceCopies(new KernelRoots(NoFailPoints.Instance), TimeProvider.System, workspace.Snapshot);
        using var built = await own.StageAsync(null, default);
        Directory.CreateDirectory(Path.Join(built.Root, "A/bin/Debug"));
        File.WriteAllText(Path.Join(built.Root, "A/bin/Debug/A.dll"), "made");
        File.WriteAllText(Path.Join(built.Root, "a.py"), "changed");
        File.CreateSymbolicLink(Path.Join(built.Root, "A/bin/out"), "/");

        using var seat = await own.StageLikeAsync(built, default);
        File.AppendAllText(Path.Join(seat.Root, "A/bin/Debug/A.dll"), " and more");

        File.ReadAllText(Path.Join(built.Root, "A/bin/Debug/A.dll")).ShouldBe("made");
        File.ReadAllText(Path.Join(seat.Root, "a.py")).ShouldBe("pass");
        Directory.GetFileSystemEntries(Path.Join(seat.Root, "A/bin")).ShouldBe([Path.Join(seat.Root, "A/bin/Debug")]);
    }

    public ValueTask DisposeAsync()
    {
        copies.Dispose();
        workspace.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TestJob Job => new() { Kind = "trials", Root = "", Framework = "pytest" };

    private sealed class Launcher(string script) : ISessionLauncher
    {
        private readonly PlainRunner runner = new();

        public int Starts { get; private set; }

        public string Interpreter => "a shell";

        public TestJob Placed(TestJob job) => job;

        public Task<IConversation> ConverseAsync(TestJob job, IReadOnlyList<string> readable, CancellationToken cancellationToken)
        {
            Starts++;
            return runner.ConverseAsync(new Command("/bin/sh", ["-c", "head -c 20 >/dev/null; " + script]), cancellationToken);
        }
    }
}
