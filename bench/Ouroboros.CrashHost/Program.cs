using Ouroboros.Adapters;
using Ouroboros.Runs;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Transactions;

namespace Ouroboros.CrashHost;

/// <summary>Does what the product does to a workspace, and nothing else, so that it can be killed at any instant.</summary>
public static class Program
{
    /// <summary>Marks the runs of processes that get killed.</summary>
    public const string Capability = "victim";

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["apply", var workspace]:
                return await WithStoreAsync(workspace, ApplyAsync);
            case ["undo", var workspace]:
                return await WithStoreAsync(workspace, UndoAsync);
            case ["loop", var workspace]:
                return await WithStoreAsync(workspace, LoopAsync);
            case ["work", var workspace]:
                return await WithStoreAsync(workspace, WorkAsync);
            case ["append", var workspace, var run, var count]:
                return await WithStoreAsync(workspace, store => AppendAsync(store, run, int.Parse(count)));
            case ["make", var workspace]:
                Scenario.Make(workspace);
                return 0;
            case ["exhaust", var workspace]:
                return await new FullDisk(workspace).RunAsync();
            case ["drive", var rounds]:
                return await new Drive(int.Parse(rounds)).RunAsync();
            default:
                Console.Error.WriteLine("crash-host make|apply|undo|loop|work|exhaust WORKSPACE, append WORKSPACE RUN COUNT, drive ROUNDS");
                return 64;
        }
    }

    private static async Task<int> WithStoreAsync(string workspace, Func<WorkspaceStore, Task> work)
    {
        try
        {
            using var store = await WorkspaceStore.OpenAsync(workspace, TimeProvider.System, new Random(), default);
            await store.Recovery.RunAsync(default);
            await work(store);
            return 0;
        }
        catch (WorkspaceException trouble)
        {
            Say(trouble.Message);
            return 1;
        }
    }

    private static async Task ApplyAsync(WorkspaceStore store)
    {
        var run = await BeginAsync(store);
        Say("apply");
        var outcome = await store.Transaction.ApplyAsync(run, Scenario.PatchOf(store.State.Workspace), default);
        Say("applied");
        if (!outcome.Applied)
            throw new InvalidOperationException(string.Join(' ', outcome.Refusals));

        await store.Journal.EndAsync(run, new RunEnding(RunResult.Achieved, "applied", outcome.Files.Count), default);
    }

    private static async Task UndoAsync(WorkspaceStore store)
    {
        Say("undo");
        var outcome = await store.Undo.RunAsync(null, force: false, default);
        Say("undone");
        if (outcome.Status != UndoStatus.Undone)
            throw new InvalidOperationException($"{outcome.Status} {string.Join(' ', outcome.Conflicts)}");
    }

    private static async Task LoopAsync(WorkspaceStore store)
    {
        while (true)
        {
            await ApplyAsync(store);
            await UndoAsync(store);
        }
    }

    private static async Task WorkAsync(WorkspaceStore store)
    {
        Say((await BeginAsync(store)).Value);
        await Console.In.ReadLineAsync();
    }

    private static async Task AppendAsync(WorkspaceStore store, string text, int count)
    {
        if (!RunId.TryParse(text, out var run))
            throw new ArgumentException($"'{text}' is no run id.");

        for (var i = 0; i < count; i++)
            await store.Journal.AppendAsync(run, RunEvents.StageEntered, new StageEntered($"{Environment.ProcessId} {i}"), default);
    }

    private static async Task<RunId> BeginAsync(WorkspaceStore store) =>
        (await store.Journal.BeginAsync(new RunRequest(Capability, "crash test", store.State.Workspace, 1, "{}", new Limits()), default)).Id;

    private static void Say(string text)
    {
        Console.Out.WriteLine(text);
        Console.Out.Flush();
    }
}
