using Ouroboros.Adapters.Files;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Adapters.Files;

public sealed class FileChangesSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_that_is_written_in_a_new_directory_is_a_change()
    {
        folder.Write("shop/a.py", "x = 1\n"u8.ToArray());
        using var changes = new FileChanges(folder.Path, TimeProvider.System);

        folder.Write("shop/deep/b.py", "y = 1\n"u8.ToArray());

        await changes.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        changes.Gap.ShouldBeNull();
    }

    [Fact]
    public async Task What_tools_and_ouro_itself_keep_is_none()
    {
        folder.Write("a.py", "x = 1\n"u8.ToArray());
        using var changes = new FileChanges(folder.Path, TimeProvider.System);
        foreach (var place in (string[])[".ouroboros/ouroboros.db", ".git/index", "node_modules/x/index.js", "shop/__pycache__/a.pyc"])
            folder.Write(place, "x"u8.ToArray());

        // Only the directory that holds the cache was new.
        await DrainAsync(changes);
        folder.Write("shop/__pycache__/b.pyc", "x"u8.ToArray());
        folder.Write(".ouroboros/ouroboros.db", "y"u8.ToArray());

        await Should.ThrowAsync<TimeoutException>(() => changes.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMilliseconds(400)));
    }

    [Fact]
    public async Task Directories_that_a_snapshot_leaves_out_take_no_watch_of_the_kernel_and_give_no_word()
    {
        string[] leftOut = ["node_modules/x/deep/index.js", "env/lib/site.py", "app/obj/project.assets.json", "app/bin/Debug/App.dll", ".git/refs/heads/main"];
        foreach (var place in (string[])["a.py", "shop/b.py", "app/App.csproj", "app/src/C.cs", "env/pyvenv.cfg", .. leftOut])
            folder.Write(place, "x");

        using var changes = new FileChanges(folder.Path, TimeProvider.System);
        foreach (var place in leftOut)
            folder.Write(place, "y");

        changes.Watched.ShouldBe(new[] { "", "shop", "app", "app/src" }.Length);
        await Should.ThrowAsync<TimeoutException>(() => changes.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromMilliseconds(400)));
    }

    [Fact]
    public async Task Directories_that_come_are_watched_and_those_that_go_or_are_left_out_by_now_are_not()
    {
        using var changes = new FileChanges(folder.Path, TimeProvider.System);
        folder.Write("shop/deep/a.py", "x");
        folder.Write("env/lib/site.py", "x");
        await DrainAsync(changes);
        changes.Watched.ShouldBe(new[] { "", "shop", "shop/deep", "env", "env/lib" }.Length);

        folder.Write("env/pyvenv.cfg", "");
        Directory.Move(folder["shop/deep"], folder["deep"]);
        await DrainAsync(changes);
        changes.Watched.ShouldBe(new[] { "", "shop", "deep" }.Length);

        folder.Write("deep/a.py", "y");
        await changes.WaitAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    private static async Task DrainAsync(FileChanges changes)
    {
        while (true)
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(400));
            try
            {
                await changes.WaitAsync(soon.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
