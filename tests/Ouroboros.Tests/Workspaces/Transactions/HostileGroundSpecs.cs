using Ouroboros.CrashHost;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Workspaces.Transactions;

/// <summary>File systems that refuse, and others who change the tree under a transaction's feet.</summary>
public sealed class HostileGroundSpecs : IDisposable
{
    private static readonly string Host = Path.Join(AppContext.BaseDirectory, "crash-host.dll");

    private readonly TemporaryFolder outside = new();
    private readonly StoreFixture fixture = new();

    private TemporaryFolder Tree => fixture.Tree;

    [Fact]
    public void On_a_full_disk_nothing_is_half_written()
    {
        Assert.SkipUnless(Shell.IsRoot, "a private tmpfs needs root");

        var (code, output) = Shell.Run(
            "exec unshare -m bash -c 'mount -t tmpfs -o size=4m none \"$1\" && exec dotnet \"$2\" exhaust \"$1\"' bash \"$1\" \"$2\"", Tree.Path, Host);

        output.ShouldContain("none spoiled");
        code.ShouldBe(0);
    }

    [Fact]
    public void An_ordinary_user_meets_a_read_only_directory_and_nothing_changes()
    {
        AsOrdinaryUser("make \"$1\"").ShouldBe("");
        var before = Scenario.Describe(Tree.Path);
        Shell.MustRun("chmod 555 \"$1\"/src", Tree.Path);

        var output = AsOrdinaryUser("apply \"$1\" || test $? = 1");
        Shell.MustRun("chmod 755 \"$1\"/src", Tree.Path);

        output.ShouldContain("Nothing was changed. Cannot create 'src/dos.py'");
        output.ShouldContain("permission denied");
        Scenario.Describe(Tree.Path).ShouldBe(before);
    }

    [Fact]
    public void An_ordinary_user_meets_an_unreadable_file_and_nothing_changes()
    {
        AsOrdinaryUser("make \"$1\"");
        var before = Scenario.Describe(Tree.Path);
        AsOrdinaryUser("apply \"$1\"; dotnet \"$2\" undo \"$1\"").ShouldContain("undone");

        Scenario.Describe(Tree.Path).ShouldBe(before);
    }

    [Fact]
    public void A_workspace_that_cannot_be_written_to_is_refused_with_the_reason()
    {
        Shell.MustRun("chmod 755 \"$1\"", Tree.Path);

        var output = AsOrdinaryUser("undo \"$1\" || test $? = 1", own: false);

        output.ShouldContain("ouro keeps its state in");
        output.ShouldContain("permission denied");
    }

    [Fact]
    public async Task Root_leaves_files_to_their_owners()
    {
        Assert.SkipUnless(Shell.IsRoot, "only root can give files away");
        Tree.Write("a.py", "1");
        Shell.MustRun("chown -R 1000:1000 \"$1\"", Tree.Path);

        await fixture.ApplyAsync(fixture.Change("a.py", "2"), StoreFixture.Add("new/b.py", "b"));

        Shell.MustRun("stat -c %u:%g \"$1\"/a.py \"$1\"/new/b.py", Tree.Path).ShouldBe("1000:1000\n1000:1000\n");
    }

    [Fact]
    public async Task A_directory_swapped_for_a_link_again_and_again_never_lets_a_write_escape()
    {
        outside.Write("a.py", "outside\n");
        Tree.Write("d/a.py", "0");
        var victim = Scenario.Describe(outside.Path);
        using var stop = new CancellationTokenSource();
        var swapper = new Thread(() => Swap(stop.Token));
        swapper.Start();

        var applied = 0;
        for (var i = 1; i <= 60; i++)
        {
            try
            {
                var outcome = await fixture.ApplyAsync(new ChangeFile(
                    RepoPath.Parse("d/a.py"), ContentHash.Of(System.Text.Encoding.UTF8.GetBytes($"{applied}")),
                    [new SpanEdit(0, $"{applied}".Length, System.Text.Encoding.UTF8.GetBytes($"{applied + 1}"))]), StoreFixture.Add($"d/new{i}.py", "n"));
                applied += outcome.Applied ? 1 : 0;
            }
            catch (WorkspaceException)
            {
                // Refused by the kernel: the link stood there in that moment.
            }

            Scenario.Describe(outside.Path).ShouldBe(victim);
        }

        await stop.CancelAsync();
        swapper.Join();
        await fixture.Store.Recovery.RunAsync(default);
        Scenario.Describe(outside.Path).ShouldBe(victim);
        int.TryParse(Tree.Read("d/a.py"), out _).ShouldBeTrue();
    }

    public void Dispose()
    {
        fixture.Dispose();
        outside.Dispose();
    }

    private void Swap(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            Directory.Move(Tree["d"], Tree["d.aside"]);
            if (Directory.Exists(Tree["d"]))
            {
                // A rollback put a deleted file back meanwhile and made the directory anew.
                Directory.Delete(Tree["d"], recursive: true);
            }

            Directory.CreateSymbolicLink(Tree["d"], outside.Path);
            Thread.SpinWait(2000);
            File.Delete(Tree["d"]);
            Directory.Move(Tree["d.aside"], Tree["d"]);
            Thread.SpinWait(20000);
        }
    }

    private string AsOrdinaryUser(string command, bool own = true)
    {
        if (!Shell.IsRoot)
            return Shell.MustRun($"dotnet \"$2\" {command}", Tree.Path, Host);

        if (own)
            Shell.MustRun("chown -R 1000:1000 \"$1\"", Tree.Path);

        var probe = Shell.Run("setpriv --reuid=1000 --regid=1000 --clear-groups test -r \"$1\"", Host);
        Assert.SkipUnless(probe.ExitCode == 0, "an ordinary user cannot read the tests from here");
        return Shell.MustRun(
            $"export HOME=/tmp DOTNET_CLI_HOME=/tmp; dotnet() {{ setpriv --reuid=1000 --regid=1000 --clear-groups \"$(type -P dotnet)\" \"$@\"; }}; dotnet \"$2\" {command}", Tree.Path, Host);
    }
}
