using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Localisation;

/// <summary>Ranks lines by which tests ran them, where stacks ended and what the tests are called. Tests are never suspects.</summary>
public static class SpectrumLocaliser
{
    private const double StackWeight = 0.45;
    private const double NameWeight = 0.04;

    // A line that no test tells apart, for it ran at import: its file's suspicion, and little of that.
    private const double ImportWeight = 0.35;

    // A line that never ran between lines that did: what should have run may stand there.
    private const double GapWeight = 0.25;
    private const int WidestGap = 6;

    public static IReadOnlyList<Suspect> Localise(TestTrace trace, IReadOnlyList<TestResult> failing)
    {
        if (failing.Count == 0)
            return [];

        var spectrum = new Spectrum(trace, failing.Select(f => f.Name).ToHashSet(), IsSuspect);
        var stacks = new StackEvidence(WithStacksOf(trace, failing), IsSuspect);
        var names = new NameEvidence(failing, trace.Observations);

        var found = new Dictionary<(RepoPath Path, int Line), Suspect>();
        foreach (var file in spectrum.Files)
        {
            foreach (var suspect in InFile(file, spectrum, stacks, names))
                found[(suspect.Path, suspect.Line)] = suspect;
        }

        // A stack may name lines that the tracer never saw: syntax errors, code that ran before it.
        foreach (var (path, line) in stacks.Lines)
            found.TryAdd((path, line), new Suspect(path, line, StackWeight * stacks.Of(path, line), stacks.Why(path, line)!));

        return [.. found.Values.Where(s => s.Score > 0).OrderByDescending(s => s.Score).ThenBy(s => s.Path).ThenBy(s => s.Line)];
    }

    private static bool IsSuspect(RepoPath path) => Languages.OfExtension(path.Extension) is not null && !GuardedFiles.IsTest(path);

    // A test stopped for its fuel tells in the trace where it turned; the baseline may only know that it hung.
    private static TestResult[] WithStacksOf(TestTrace trace, IReadOnlyList<TestResult> failing)
    {
        var traced = trace.Run.Results.Where(r => r.IsRed).DistinctBy(r => r.Name).ToDictionary(r => r.Name);
        return [.. failing.Select(f => f.Failure is { Frames.Count: > 0 } ? f : traced.GetValueOrDefault(f.Name, f))];
    }

    private static IEnumerable<Suspect> InFile(RepoPath file, Spectrum spectrum, StackEvidence stacks, NameEvidence names)
    {
        var previous = (Line: 0, Score: 0.0);
        var imported = spectrum.Imported(file).ToHashSet();
        foreach (var (line, ran) in spectrum.Ran(file))
        {
            foreach (var gap in Gap(file, previous, (line, ran.Score), imported))
                yield return gap;

            previous = (line, ran.Score);
            if (ran.FailingRan == 0)
                continue;

            var score = ran.Score + (StackWeight * stacks.Of(file, line)) + (NameWeight * names.Of(file, line));
            yield return new Suspect(file, line, score, Why(ran, spectrum.Passing, stacks.Why(file, line)));
        }

        foreach (var line in imported)
            yield return OfImport(file, line, spectrum.Of(file), stacks);
    }

    private static Suspect OfImport(RepoPath file, int line, LineSpectrum whole, StackEvidence stacks)
    {
        var score = (ImportWeight * whole.Score) + (StackWeight * stacks.Of(file, line));
        var why = whole.FailingRan > 0
            ? $"runs when the file is imported, which {Tests(whole.FailingRan, whole.Failing)} used" : "runs when the file is imported";
        return new Suspect(file, line, score, Joined(why, stacks.Why(file, line)));
    }

    private static IEnumerable<Suspect> Gap(RepoPath file, (int Line, double Score) before, (int Line, double Score) after, HashSet<int> imported)
    {
        if (before.Line == 0 || after.Line - before.Line > WidestGap)
            yield break;

        var score = GapWeight * Math.Max(before.Score, after.Score);
        for (var line = before.Line + 1; line < after.Line; line++)
        {
            if (!imported.Contains(line))
                yield return new Suspect(file, line, score, "never ran, between suspicious lines that did");
        }
    }

    private static string Why(LineSpectrum ran, int passing, string? stack) => Joined(
        ran.PassingRan == 0
            ? $"run by {Tests(ran.FailingRan, ran.Failing)} and by none that passes"
            : $"run by {Tests(ran.FailingRan, ran.Failing)} and by {ran.PassingRan} of {passing} that pass",
        stack);

    private static string Tests(int some, int all) =>
        all == 1 ? "the failing test" : some == all ? $"all {all} failing tests" : $"{some} of {all} failing tests";

    private static string Joined(string first, string? second) => second is null ? first : $"{first}; {second}";
}
