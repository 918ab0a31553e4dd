using System.Net;
using System.Net.Sockets;
using System.Text;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes.Hostile;

/// <summary>Attempts to see or touch what lies outside.</summary>
public abstract class EscapeSpecs : HostileSpecs
{
    [Fact]
    public async Task A_server_on_the_machine_cannot_be_reached()
    {
        using var cell = NewCell();
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();

        var outcome = await cell.RunAsync($$"""
            import socket
            for family, address in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::ffff:127.0.0.1')):
                try:
                    with socket.socket(family) as caller:
                        caller.settimeout(5)
                        caller.connect((address, {{((IPEndPoint)server.LocalEndpoint).Port}}))
                    print('reached')
                except OSError as error:
                    print('refused')
            """);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("refused\nrefused\n", Cell.Words(outcome));
        server.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task Processes_inside_talk_to_each_other_over_loopback_or_the_gap_is_told()
    {
        using var cell = NewCell();

        var outcome = await cell.RunAsync("""
            import socket
            server = socket.create_server(('127.0.0.1', 0))
            caller = socket.create_connection(server.getsockname(), 5)
            caller.sendall(b'hello')
            print(server.accept()[0].recv(5).decode())
            """);

        if (cell.Runner.SandboxGaps.Any(gap => gap.Contains("No socket can be opened")))
            outcome.Succeeded.ShouldBeFalse();
        else
            Encoding.UTF8.GetString(outcome.Output).ShouldBe("hello\n", Cell.Words(outcome));
    }

    [Fact]
    public async Task Nothing_is_written_outside_of_the_mounts()
    {
        using var cell = NewCell();
        File.WriteAllText(cell.InSibling("kept"), "kept");
        var name = Path.GetFileName(Path.GetDirectoryName(cell.Workspace));
        string[] places = [cell.InSibling("new"), $"/etc/{name}", $"/usr/{name}", $"/{name}", $"{Environment.GetEnvironmentVariable("HOME")}/{name}", $"/dev/{name}", $"/var/tmp/{name}", $"/dev/shm/{name}"];

        var outcome = await cell.RunAsync($$"""
            import os
            for path in [{{string.Join(", ", places.Select(Quoted))}}]:
                try: open(path, 'w').write('harm')
                except OSError: pass
            kept = {{Quoted(cell.InSibling("kept"))}}
            for harm in (lambda: open(kept, 'a').write('harm'), lambda: os.truncate(kept, 0), lambda: os.unlink(kept),
                         lambda: os.rename(kept, kept + '2'), lambda: os.rename(kept, {{Quoted(cell.InWorkspace("taken"))}}),
                         lambda: os.link(kept, {{Quoted(cell.InWorkspace("linked"))}}), lambda: os.mkdir({{Quoted(cell.InSibling("dir"))}})):
                try: harm()
                except OSError: pass
            print('tried')
            """);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("tried\n", Cell.Words(outcome));
        places.Where(File.Exists).ShouldBeEmpty();
        File.ReadAllText(cell.InSibling("kept")).ShouldBe("kept");
        Directory.GetFileSystemEntries(cell.Sibling).Length.ShouldBe(1);
        Directory.GetFileSystemEntries(cell.Workspace).ShouldBeEmpty();
    }

    [Fact]
    public async Task Modes_and_times_of_files_outside_stay_or_the_gap_is_told()
    {
        using var cell = NewCell();
        File.WriteAllText(cell.InSibling("kept"), "kept");
        File.SetUnixFileMode(cell.InSibling("kept"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await cell.RunAsync($"import os; os.chmod({Quoted(cell.InSibling("kept"))}, 0o777)");

        var changed = File.GetUnixFileMode(cell.InSibling("kept")) != (UnixFileMode.UserRead | UnixFileMode.UserWrite);
        changed.ShouldBe(cell.Runner.SandboxGaps.Any(gap => gap.StartsWith("Modes, times and owners", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_private_is_read_outside_of_the_mounts()
    {
        using var cell = NewCell();
        File.WriteAllText(cell.InSibling("secret"), "hunter2");

        var outcome = await cell.RunAsync($$"""
            import os
            for path in [{{Quoted(cell.InSibling("secret"))}}, '/etc/shadow', {{Quoted($"{Environment.GetEnvironmentVariable("HOME")}/.bashrc")}}]:
                try: print('read', path, open(path).read()[:20] or 'nothing')
                except OSError: print('refused')
            try: print(os.listdir({{Quoted(cell.Sibling)}}))
            except OSError: print('refused')
            """);

        Encoding.UTF8.GetString(outcome.Output).Replace("read /etc/shadow nothing", "refused").ShouldBe("refused\nrefused\nrefused\nrefused\n", Cell.Words(outcome));
    }

    [Fact]
    public async Task A_link_in_the_workspace_leads_nowhere()
    {
        using var cell = NewCell();
        File.WriteAllText(cell.InSibling("secret"), "hunter2");
        File.CreateSymbolicLink(cell.InWorkspace("there"), cell.Sibling);

        var outcome = await cell.RunAsync($$"""
            import os
            os.chdir({{Quoted(cell.Workspace)}})
            os.symlink({{Quoted(cell.InSibling("secret"))}}, 'own')
            for harm in (lambda: print(open('there/secret').read()), lambda: print(open('own').read()),
                         lambda: open('there/new', 'w').write('harm'), lambda: open('own', 'w').write('harm')):
                try: harm()
                except OSError: print('refused')
            """);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("refused\nrefused\nrefused\nrefused\n", Cell.Words(outcome));
        File.ReadAllText(cell.InSibling("secret")).ShouldBe("hunter2");
        Directory.GetFiles(cell.Sibling).Length.ShouldBe(1);
    }

    [Fact]
    public async Task The_environment_of_processes_outside_stays_theirs()
    {
        using var cell = NewCell();
        await using var victim = await StartVictimAsync(cell);

        var outcome = await cell.RunAsync("""
            import glob
            for path in glob.glob('/proc/[0-9]*/environ') + glob.glob('/proc/[0-9]*/task/*/environ'):
                try:
                    if b'OURO_VICTIM=hunter' in open(path, 'rb').read(): print('read', path)
                except OSError: pass
            print('looked')
            """);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("looked\n", Cell.Words(outcome));
    }

    [Fact]
    public async Task Processes_outside_cannot_be_ended()
    {
        using var cell = NewCell();
        await using var victim = await StartVictimAsync(cell);

        var outcome = await cell.RunAsync($$"""
            import os, signal
            own = os.getpid()
            for pid in [os.getppid(), {{Environment.ProcessId}}] + list(range(2, 70000)):
                # Its own supervisor may not fall either, or the daemon below would stay.
                if pid != own:
                    try: os.kill(pid, signal.SIGKILL)
                    except OSError: pass
            print('shot')
            """);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("shot\n", Cell.Words(outcome));
        victim.Ended.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task The_loader_obeys_the_commands_environment_only_inside()
    {
        using var cell = NewCell();
        var command = cell.Code("print('ran')");
        command = command with { Environment = new Dictionary<string, string>(command.Environment) { ["LD_DEBUG"] = "libs", ["LD_DEBUG_OUTPUT"] = cell.InSibling("log") } };

        var outcome = await cell.Runner.RunAsync(command, CancellationToken.None);

        outcome.Succeeded.ShouldBeTrue(Cell.Words(outcome));
        Directory.GetFiles(cell.Sibling).ShouldBeEmpty();
    }

    [Fact]
    public async Task Temporary_files_are_private_work_and_are_gone_afterwards()
    {
        using var cell = NewCell();

        var outcome = await cell.RunAsync("""
            import os, tempfile, pathlib
            home = tempfile.mkdtemp()
            print(home)
            os.chdir(home)
            for _ in range(300):
                os.mkdir('deep'); os.chdir('deep')
            pathlib.Path('file').write_text('x')
            os.chmod('.', 0)
            os.chdir(home)
            os.chmod('deep', 0)
            print(os.path.expanduser('~') != '/root')
            """);

        outcome.Succeeded.ShouldBeTrue(Cell.Words(outcome));
        var lines = Encoding.UTF8.GetString(outcome.Output).Split('\n');
        Directory.Exists(lines[0]).ShouldBeFalse();
        Directory.Exists(Path.GetDirectoryName(lines[0])).ShouldBe(Path.GetDirectoryName(lines[0]) == "/tmp");
        lines[1].ShouldBe("True");
    }

    private static async Task<IConversation> StartVictimAsync(Cell cell)
    {
        var victim = await cell.Runner.ConverseAsync(
            new Command("sh", ["-c", "echo up; exec sleep 1000"]) { Environment = new Dictionary<string, string> { ["OURO_VICTIM"] = "hunter2" } }, CancellationToken.None);
        await victim.Output.ReadExactlyAsync(new byte[3], CancellationToken.None);
        return victim;
    }
}
