using System.Globalization;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Search;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

// Candidates a second through the whole search with a jury that answers at once: what thinking of them costs, trial apart.
if (args.Length == 0)
{
    Console.Error.WriteLine("Usage: run FILE.py…    (files of a few hundred lines)");
    return 64;
}

Console.WriteLine($"{"file",-24} {"lines",6} {"candidates",11} {"CPU s",8} {"a second",9}");
foreach (var file in args.Select(Path.GetFullPath))
{
    var content = File.ReadAllBytes(file);
    var path = RepoPath.Parse(Path.GetFileName(file));
    var version = new FileVersion(path, ContentHash.Of(content), content.Length, UnixFileMode.UserRead);
    var snapshot = new Snapshot(Path.GetDirectoryName(file)!, new Dictionary<RepoPath, FileVersion> { [path] = version });
    var lines = content.Count(b => b == '\n');
    var suspects = Enumerable.Range(1, lines).Select(l => new Suspect(path, l, 1.0 / (1 + (l % 17)), "every line")).ToList();
    var trace = new TestTrace(new TestRun([], TimeSpan.Zero, null), new Dictionary<TestName, IReadOnlyList<LineSet>>(), []);
    var brief = new SearchBrief(snapshot, suspects, [], trace, OperatorPriors.None, 1);

    // The first round is for the compiler.
    foreach (var most in (long[])[20_000, 100_000])
    {
        var before = Environment.CpuUsage.TotalTime;
        var search = new BestFirstSearch(new TreeSitterParser(), (_, _) => Task.CompletedTask);
        var outcome = await search.RunAsync(
            brief, new InstantJury(), new Budget(new Limits { Candidates = most }, TimeProvider.System), new Dictionary<PatchHash, Screening>(), null, CancellationToken.None);
        
        // Processor time, so that a busy machine tells the same.
        var seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        if (most > 20_000)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path.Name,-24} {lines,6} {outcome.Tried,11} {seconds,8:0.00} {outcome.Tried / seconds,9:0}"));
        }
    }
}

return 0;

internal sealed class InstantJury : IJury
{
    public int Seats => 2;

    public Task<Screening> ScreenAsync(Candidate candidate, CancellationToken cancellationToken) =>
        Task.FromResult(new Screening(candidate.Patch.Hash, ScreeningOutcome.StillFailing, null, [], 1, TimeSpan.Zero));
}
