using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Localisation;

/// <summary>Which lines of suspect files the failing and the passing tests ran.</summary>
internal sealed class Spectrum
{
    private readonly Dictionary<RepoPath, SortedDictionary<int, (int Failing, int Passing)>> lines = [];
    private readonly Dictionary<RepoPath, (int Failing, int Passing)> files = [];
    private readonly Dictionary<RepoPath, IReadOnlyList<int>> imported = [];

    public Spectrum(TestTrace trace, IReadOnlySet<TestName> failing, Func<RepoPath, bool> isSuspect)
    {
        var passed = trace.Run.Results.Where(r => r.Outcome == TestOutcome.Passed && !failing.Contains(r.Name)).Select(r => r.Name).ToHashSet();
        Failing = failing.Count;
        Passing = passed.Count;
        foreach (var file in trace.Coverage.GetValueOrDefault(TestTrace.Importing, []).Where(f => isSuspect(f.Path)))
            imported[file.Path] = file.Lines;

        foreach (var (test, covered) in trace.Coverage)
        {
            var red = failing.Contains(test);
            if (!red && !passed.Contains(test))
                continue;

            foreach (var file in covered.Where(f => isSuspect(f.Path)))
                Count(file, red);
        }
    }

    public int Failing { get; }

    public int Passing { get; }

    public IEnumerable<RepoPath> Files => lines.Keys.Union(imported.Keys);

    /// <summary>Lines that tests ran, ascending.</summary>
    public IEnumerable<(int Line, LineSpectrum Spectrum)> Ran(RepoPath file) =>
        lines.TryGetValue(file, out var ran)
            ? ran.Select(l => (l.Key, new LineSpectrum(l.Value.Failing, l.Value.Passing, Failing)))
            : [];

    /// <summary>Lines that only ran while the module was imported.</summary>
    public IEnumerable<int> Imported(RepoPath file)
    {
        var ran = lines.GetValueOrDefault(file);
        return imported.GetValueOrDefault(file, []).Where(l => ran is null || !ran.ContainsKey(l));
    }

    /// <summary>How many tests used the file at all.</summary>
    public LineSpectrum Of(RepoPath file) => files.TryGetValue(file, out var counts) ? new(counts.Failing, counts.Passing, Failing) : new(0, 0, Failing);

    private void Count(LineSet file, bool red)
    {
        if (!lines.TryGetValue(file.Path, out var known))
            lines[file.Path] = known = [];

        var (fileRed, fileGreen) = files.GetValueOrDefault(file.Path);
        files[file.Path] = red ? (fileRed + 1, fileGreen) : (fileRed, fileGreen + 1);
        foreach (var line in file.Lines)
        {
            var (failing, passing) = known.GetValueOrDefault(line);
            known[line] = red ? (failing + 1, passing) : (failing, passing + 1);
        }
    }
}
