using System.Text;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes.Hostile;

public sealed class BubblewrapSpecs : EscapeSpecs
{
    protected override SandboxMode Mode => SandboxMode.Bubblewrap;

    [Fact]
    public void Nothing_is_missing()
    {
        using var cell = NewCell();

        cell.Runner.SandboxGaps.ShouldBeEmpty();
        cell.Runner.CanMountElsewhere.ShouldBeTrue();
    }

    [Fact]
    public async Task Directories_appear_where_they_are_wanted()
    {
        using var cell = NewCell();
        File.WriteAllText(cell.InSibling("module"), "content");
        var sandbox = new Sandbox { Writable = [new Mount(cell.Workspace, "/work/project")], Readable = [new Mount(cell.Sibling, "/opt/tools")] };

        var outcome = await cell.Runner.RunAsync(cell.Code("""
            import os, socket
            print(os.getcwd(), open('/opt/tools/module').read(), socket.gethostname())
            open('result', 'w').write('done')
            open('/opt/tools/new', 'w')
            """) with { Sandbox = sandbox, WorkingDirectory = "/work/project" }, CancellationToken.None);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("/work/project content ouroboros\n", Cell.Words(outcome));
        File.ReadAllText(cell.InWorkspace("result")).ShouldBe("done");
        Directory.GetFiles(cell.Sibling).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Temporary_files_and_shared_memory_are_bounded_together_however_many()
    {
        using var cell = NewCell();

        var outcome = await cell.RunAsync("""
            for place in ('/tmp', '/dev/shm'):
                written = 0
                try:
                    for name in range(100):
                        with open(f'{place}/{name}', 'wb', buffering=0) as file: written += file.write(bytes(1 << 20))
                except OSError: pass
                print(written <= 16 << 20)
            """);

        Encoding.UTF8.GetString(outcome.Output).ShouldBe("True\nTrue\n", Cell.Words(outcome));
    }

    [Fact]
    public async Task A_program_that_is_missing_inside_never_starts()
    {
        using var cell = NewCell();

        var outcome = await cell.Runner.RunAsync(cell.Code("") with { Program = "/no/such/program" }, CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldBe("cannot start /no/such/program: No such file or directory");
    }

    [Fact]
    public async Task A_mount_that_is_missing_outside_is_named()
    {
        using var cell = NewCell();

        var outcome = await cell.Runner.RunAsync(cell.Code("") with { Sandbox = new Sandbox { Readable = [Mount.Same("/no/such/place")] } }, CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldContain("/no/such/place");
    }

    [Fact]
    public async Task Signals_and_exit_codes_come_through_unmixed()
    {
        using var cell = NewCell();

        var exited = await cell.RunAsync("import os; os._exit(139)");
        var signalled = await cell.RunAsync("import os; os.kill(os.getpid(), 11)");

        (exited.End, exited.ExitCode).ShouldBe((CommandEnd.Exited, 139));
        (signalled.End, signalled.Signal).ShouldBe((CommandEnd.Signalled, 11));
    }
}

public class PlainSpecs : EscapeSpecs
{
    protected override SandboxMode Mode => SandboxMode.Plain;

    [Fact]
    public void It_says_what_it_does_not_keep()
    {
        using var cell = NewCell();

        cell.Runner.SandboxGaps.ShouldContain(gap => gap.Contains("bubblewrap is not used"));
        cell.Runner.SandboxGaps.ShouldContain(gap => gap.StartsWith("Names, sizes and ages", StringComparison.Ordinal));
        cell.Runner.CanMountElsewhere.ShouldBeFalse();
    }

    [Fact]
    public async Task A_directory_that_should_appear_elsewhere_is_refused_with_the_reason()
    {
        using var cell = NewCell();

        var outcome = await cell.Runner.RunAsync(
            cell.Code("") with { Sandbox = new Sandbox { Writable = [new Mount(cell.Workspace, "/elsewhere")] } }, CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldContain("/elsewhere");
    }

    [Fact]
    public async Task A_mount_that_is_missing_is_named()
    {
        using var cell = NewCell();

        var outcome = await cell.Runner.RunAsync(cell.Code("") with { Sandbox = new Sandbox { Readable = [Mount.Same("/no/such/place")] } }, CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldBe("cannot make readable /no/such/place: No such file or directory");
    }

    [Fact]
    public async Task Signals_and_exit_codes_come_through_unmixed()
    {
        using var cell = NewCell();

        var exited = await cell.RunAsync("import os; os._exit(139)");
        var signalled = await cell.RunAsync("import os; os.kill(os.getpid(), 11)");

        (exited.End, exited.ExitCode).ShouldBe((CommandEnd.Exited, 139));
        (signalled.End, signalled.Signal).ShouldBe((CommandEnd.Signalled, 11));
    }
}

/// <summary>As on a machine whose kernel forbids namespaces to this user.</summary>
public sealed class PlainWithoutNamespacesSpecs : PlainSpecs
{
    protected override bool WithoutNamespaces => true;

    [Fact]
    public void It_says_that_sockets_and_modes_differ()
    {
        using var cell = NewCell();

        cell.Runner.SandboxGaps.ShouldContain(gap => gap.Contains("No socket can be opened"));
        cell.Runner.SandboxGaps.ShouldContain(gap => gap.StartsWith("Modes, times", StringComparison.Ordinal) || gap.StartsWith("Files of this user", StringComparison.Ordinal));
    }
}
