using System.Diagnostics;
using Ouroboros.Adapters.Processes;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes.Hostile;

/// <summary>Nothing goes on when those who should end it are killed themselves.</summary>
public sealed class AbandonedSpecs
{
    // Stands in for ouro: starts a supervisor as ouro does, then waits to be killed.
    private const string Starter = """
        import os, struct, subprocess, sys, time
        supervisor, mark = sys.argv[1:]
        script = 'setsid sleep 1000 & (setsid sh -c "trap \'\' TERM; while :; do sleep 1; done" &) ; echo up; sleep 1000'
        says = [('parent', str(os.getpid())), ('env', 'OURO_TEST_MARK=' + mark), ('env', 'PATH=/usr/bin:/bin'),
                ('arg', 'sh'), ('arg', '-c'), ('arg', script)]
        plan = b''.join(key.encode() + b'\0' + value.encode() + b'\0' for key, value in says)
        started = subprocess.Popen([supervisor], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        started.stdin.write(struct.pack('<I', len(plan)) + plan)
        started.stdin.flush()
        started.stdout.readline()
        print(started.pid, flush=True)
        time.sleep(1000)
        """;

    [Fact]
    public async Task All_is_ended_when_ouro_is_killed()
    {
        using var marked = new Marked();
        using var starter = Start(marked);
        await starter.StandardOutput.ReadLineAsync(CancellationToken.None);
        marked.Survivors().Count.ShouldBeGreaterThan(2);

        starter.Kill();

        (await GoneAsync(marked)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_that_never_comes_is_a_signal_not_a_hang()
    {
        using var marked = new Marked();
        var runner = new ProcessRunner(SandboxMode.Plain, TimeProvider.System);

        // Outside of any sandbox a command may do this; what it leaves then still holds its output open.
        var outcome = await runner.RunAsync(marked.Command("sh", "-c", "sleep 1000 & kill -9 $PPID; wait"), CancellationToken.None);

        marked.KillSurvivors();
        (outcome.End, outcome.Signal).ShouldBe((CommandEnd.Signalled, 9));
        (await GoneAsync(marked)).ShouldBeEmpty();
    }

    private static Process Start(Marked marked)
    {
        Assert.SkipUnless(File.Exists(Cell.Python), $"{Cell.Python} is missing");
        return Process.Start(new ProcessStartInfo(Cell.Python, ["-I", "-c", Starter, Supervisor.DefaultPath, marked.Text]) { RedirectStandardOutput = true })!;
    }

    private static async Task<IReadOnlyList<string>> GoneAsync(Marked marked)
    {
        for (var left = 200; left > 0 && marked.Survivors().Count > 0; left--)
            await Task.Delay(50, CancellationToken.None);
        return marked.Survivors();
    }
}
