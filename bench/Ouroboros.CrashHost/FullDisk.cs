using Ouroboros.Adapters;
using Ouroboros.Runs;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.CrashHost;

/// <summary>Applies a patch in a small file system that has ever less room, and looks at what a failure leaves.</summary>
public sealed class FullDisk(string workspace)
{
    private readonly string filler = Path.Join(workspace, "filler");

    public async Task<int> RunAsync()
    {
        Scenario.Make(workspace);
        var before = Scenario.Describe(workspace);
        var (applied, refused) = (0, 0);
        foreach (var room in (int[])[0, 16, 80, 160, 340, 680, 720, 760, 1000, 1100, 1150, 1200, 1250, 1300, 1350, 1400, 1600])
        {
            LeaveRoom(room << 10);
            var trouble = await TryAsync();
            File.Delete(filler);
            (applied, refused) = trouble is null ? (applied + 1, refused) : (applied, refused + 1);
            var inquest = await Inquest.HoldAsync(workspace, before, trouble is null ? Scenario.Describe(workspace) : "no other");
            if (inquest.Fault is not null || (trouble is not null && !trouble.Contains("space", StringComparison.Ordinal) && !trouble.Contains("disk is full", StringComparison.Ordinal)))
            {
                Console.WriteLine($"with {room} KB: {trouble} {inquest.Fault}");
                return 1;
            }

            // Stored contents would make the next attempt need less.
            Directory.Delete(Path.Join(workspace, ".ouroboros"), recursive: true);
        }

        Console.WriteLine($"{applied} applied, {refused} refused, none spoiled");
        return applied > 0 && refused > 8 ? 0 : 1;
    }

    /// <summary>The message it failed with, or null.</summary>
    private async Task<string?> TryAsync()
    {
        try
        {
            using var store = await WorkspaceStore.OpenAsync(workspace, TimeProvider.System, new Random(), default);
            var run = await store.Journal.BeginAsync(new RunRequest("full-disk", "full disk", workspace, 1, "{}", new Limits()), default);
            var outcome = await store.Transaction.ApplyAsync(run.Id, Scenario.PatchOf(workspace), default);
            await store.Journal.EndAsync(run.Id, new RunEnding(RunResult.Achieved, "", outcome.Files.Count), default);
            return outcome.Applied ? null : string.Join(' ', outcome.Refusals);
        }
        catch (WorkspaceException trouble)
        {
            return trouble.Message;
        }
    }

    private void LeaveRoom(int bytes)
    {
        using var stream = new FileStream(filler, FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var page = new byte[4096];
        try
        {
            while (true)
                stream.Write(page);
        }
        catch (IOException)
        {
            stream.SetLength(Math.Max(0, stream.Length - bytes));
        }
    }
}
