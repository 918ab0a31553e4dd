using System.Text;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes.Hostile;

/// <summary>What must hold in every sandbox, whatever keeps it. Each cell checks at its end that no process is left.</summary>
public abstract class HostileSpecs
{
    protected abstract SandboxMode Mode { get; }

    protected virtual bool WithoutNamespaces => false;

    internal Cell NewCell(ProcessLimits? limits = null, string? place = null)
    {
        var cell = limits is null ? new Cell(Mode, WithoutNamespaces, place) : new Cell(Mode, WithoutNamespaces, place) { Limits = limits };
        if (Mode == SandboxMode.Bubblewrap && cell.Runner.SandboxGaps is [var gap, ..])
        {
            cell.Dispose();
            Assert.Skip(gap);
        }
        return cell;
    }

    [Fact]
    public async Task A_fork_bomb_stays_small_and_goes()
    {
        using var cell = NewCell(new ProcessLimits { WallTime = TimeSpan.FromSeconds(3), Processes = 40 });

        var outcome = await cell.RunAsync($$"""
            import os, time
            count = os.open({{Quoted(cell.InWorkspace("count"))}}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            while True:
                try:
                    if os.fork() == 0:
                        os.write(count, b'.')
                except OSError:
                    time.sleep(0.01)
            """);

        var forks = new FileInfo(cell.InWorkspace("count")).Length;
        outcome.End.ShouldBeOneOf(CommandEnd.TimedOut, CommandEnd.OverProcesses);
        if (outcome.End == CommandEnd.TimedOut)
            forks.ShouldBeInRange(10, 40);
        else
            forks.ShouldBeInRange(10, 4000);
        cell.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task Processes_that_fork_and_exit_faster_than_anyone_looks_are_caught()
    {
        using var cell = NewCell(new ProcessLimits { WallTime = TimeSpan.FromMilliseconds(700) });

        var outcome = await cell.RunAsync("""
            import os
            if os.fork(): os._exit(0)
            os.setsid()
            while True:
                if os.fork(): os._exit(0)
            """);

        outcome.Succeeded.ShouldBeTrue(Cell.Words(outcome));
        cell.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_memory_bomb_does_not_outgrow_its_limit()
    {
        using var cell = NewCell(new ProcessLimits { MemoryBytes = 200 << 20, WallTime = TimeSpan.FromSeconds(60) });

        var outcome = await cell.RunAsync("""
            kept = []
            while True:
                kept.append(bytearray(b'x') * (8 << 20))
            """);

        outcome.Succeeded.ShouldBeFalse();
        (outcome.End == CommandEnd.OverMemory || Encoding.UTF8.GetString(outcome.Errors).Contains("MemoryError")).ShouldBeTrue(Cell.Words(outcome));
        outcome.PeakMemoryBytes.ShouldBeInRange(50L << 20, 260L << 20);
    }

    [Fact]
    public async Task Memory_is_counted_over_all_processes_together()
    {
        using var cell = NewCell(new ProcessLimits { MemoryBytes = 300 << 20, WallTime = TimeSpan.FromSeconds(60) });

        var outcome = await cell.RunAsync("""
            import os, time
            for _ in range(8):
                if os.fork() == 0:
                    kept = []
                    for _ in range(25):
                        kept.append(bytearray(b'x') * (8 << 20))
                        time.sleep(0.02)
                    time.sleep(100)
            time.sleep(100)
            """);

        outcome.End.ShouldBe(CommandEnd.OverMemory, Cell.Words(outcome));
    }

    [Fact]
    public async Task Memory_that_forked_processes_share_counts_once()
    {
        using var cell = NewCell(new ProcessLimits { MemoryBytes = 400 << 20, WallTime = TimeSpan.FromSeconds(60) });

        var outcome = await cell.RunAsync("""
            import os, time
            shared = bytearray(b'x') * (100 << 20)
            children = []
            for _ in range(8):
                pid = os.fork()
                if pid == 0:
                    time.sleep(0.3)
                    os._exit(0)
                children.append(pid)
            for child in children: os.waitpid(child, 0)
            """);

        outcome.Succeeded.ShouldBeTrue(Cell.Words(outcome));
    }

    [Fact]
    public async Task One_file_stops_growing_at_its_limit()
    {
        using var cell = NewCell();

        var outcome = await cell.RunAsync($$"""
            with open({{Quoted(cell.InWorkspace("huge"))}}, 'wb') as file:
                while True: file.write(bytes(1 << 20))
            """);

        outcome.Succeeded.ShouldBeFalse();
        new FileInfo(cell.InWorkspace("huge")).Length.ShouldBeInRange(1, 16 << 20);
    }

    [Fact]
    public async Task Many_files_stop_when_too_little_of_the_disk_is_left()
    {
        const string SmallDisk = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(SmallDisk), "no /dev/shm");
        var floor = new DriveInfo(SmallDisk).AvailableFreeSpace - (64 << 20);
        using var cell = NewCell(new ProcessLimits { FreeDiskBytes = floor, MemoryBytes = 4L << 30, WallTime = TimeSpan.FromSeconds(60) }, SmallDisk);

        var outcome = await cell.RunAsync($$"""
            import time
            for name in range(1000):
                with open({{Quoted(cell.Workspace)}} + f'/{name}', 'wb') as file: file.write(bytes(1 << 20))
                time.sleep(0.005)
            """);

        outcome.End.ShouldBe(CommandEnd.OverDisk, Cell.Words(outcome));
        Directory.GetFiles(cell.Workspace).Length.ShouldBeInRange(30, 900);
    }

    [Fact]
    public async Task Two_gigabytes_of_output_are_counted_not_kept()
    {
        using var cell = NewCell();

        var outcome = await cell.RunAsync("""
            import os
            block = memoryview(bytes(1 << 20))
            for _ in range(2048):
                at = 0
                while at < len(block): at += os.write(1, block[at:])
            """);

        outcome.Succeeded.ShouldBeTrue(Cell.Words(outcome));
        outcome.Output.Length.ShouldBe(1 << 20);
        outcome.OutputDropped.ShouldBe((2L << 30) - (1 << 20));
    }

    [Fact]
    public async Task A_daemon_that_left_its_session_and_its_parents_is_gone()
    {
        using var cell = NewCell();

        var outcome = await cell.RunAsync("""
            import os, signal, time
            if os.fork(): os._exit(0)
            os.setsid()
            if os.fork(): os._exit(0)
            for number in range(1, 32):
                if number not in (9, 19): signal.signal(number, signal.SIG_IGN)
            print('daemon', flush=True)
            time.sleep(1000)
            """);

        outcome.Succeeded.ShouldBeTrue(Cell.Words(outcome));
        cell.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_ignores_the_request_to_end_is_ended()
    {
        using var cell = NewCell();
        var conversation = await cell.Runner.ConverseAsync(cell.Code("""
            import signal, time
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print('deaf', flush=True)
            while True: time.sleep(1)
            """), CancellationToken.None);
        await conversation.Output.ReadExactlyAsync(new byte[5], CancellationToken.None);

        await conversation.DisposeAsync();

        (await conversation.Ended).End.ShouldBe(CommandEnd.Cancelled);
        cell.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sleeper_is_woken_by_its_time_limit_even_when_stopped()
    {
        using var cell = NewCell(new ProcessLimits { WallTime = TimeSpan.FromMilliseconds(700) });

        var outcome = await cell.RunAsync("""
            import os, signal, time
            if os.fork() == 0: os.kill(os.getpid(), signal.SIGSTOP)
            print('asleep', flush=True)
            time.sleep(1000)
            """);

        outcome.End.ShouldBe(CommandEnd.TimedOut);
        Encoding.UTF8.GetString(outcome.Output).ShouldBe("asleep\n");
        cell.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task Input_that_is_never_read_does_not_hold_the_end_up()
    {
        using var cell = NewCell(new ProcessLimits { WallTime = TimeSpan.FromMilliseconds(700) });

        var outcome = await cell.Runner.RunAsync(cell.Code("import time; time.sleep(1000)") with { StandardInput = new byte[4 << 20] }, CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.TimedOut);
    }

    protected static string Quoted(string path) => $"'{path.Replace("\\", "\\\\").Replace("'", "\\'")}'";
}
