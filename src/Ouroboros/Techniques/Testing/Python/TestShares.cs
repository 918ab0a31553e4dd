using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>Deals tests out to processes, whole files at a time, so that what a file sets up is set up once.</summary>
internal static class TestShares
{
    public static IReadOnlyList<IReadOnlyList<TestName>> Split(IReadOnlyList<TestName> tests, int processes)
    {
        var files = tests.GroupBy(t => t.Value.Split("::")[0]).Select(g => g.ToArray()).ToArray();
        var shares = Enumerable.Range(0, Math.Clamp(processes, 1, Math.Max(1, files.Length))).Select(_ => new List<TestName[]>()).ToArray();

        // The largest first, each to whoever has least; within a share the suite's own order stays.
        foreach (var file in files.OrderByDescending(f => f.Length))
            shares.MinBy(s => s.Sum(f => f.Length))!.Add(file);

        var order = files.Select((f, i) => (f, i)).ToDictionary(p => p.f, p => p.i);
        return [.. shares.Select(s => (IReadOnlyList<TestName>)[.. s.OrderBy(f => order[f]).SelectMany(f => f)])];
    }
}
