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
