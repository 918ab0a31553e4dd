using Ouroboros.Stages.Build;
using Ouroboros.Tests.Architecture;
using Ouroboros.Tests.Fakes;

namespace Ouroboros.Tests.Techniques.Integrity;

/// <summary>The known repairs of the samples and of their mutants: eighty-eight patches to believable projects, all of them honest.</summary>
internal static class RealRepairs
{
    public static IReadOnlyList<string> Samples { get; } =
        [.. Directory.EnumerateDirectories(Path.Join(SourceTree.RepositoryRoot(), "samples")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    public static IEnumerable<(string Name, PatchedProject Project, Candidate Repair)> Of(string sample)
    {
        var root = SourceTree.RepositoryRoot();
        var broken = Read(Path.Join(root, "samples", sample));
        var @fixed = Patched(broken, Path.Join(root, "tests/Ouroboros.EndToEnd/Fixes", sample + ".patch"));
        yield return Repair(sample, broken, @fixed);

        foreach (var mutant in Directory.EnumerateFiles(Path.Join(root, "tests/Ouroboros.EndToEnd/Mutants", sample), "*.patch").Order(StringComparer.Ordinal))
            yield return Repair($"{sample} {Path.GetFileNameWithoutExtension(mutant)}", Patched(@fixed, mutant), @fixed);
    }

    private static (string, PatchedProject, Candidate) Repair(string name, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        var changed = before.Keys.Single(path => before[path] != after[path]);
        var project = new PatchedProject(before);
        var line = before[changed].Split('\n').Zip(after[changed].Split('\n')).TakeWhile(p => p.First == p.Second).Count() + 1;
        var candidate = project.Change(changed, after[changed]);
        return (name, project, candidate with { Origin = candidate.Origin with { Line = line } });
    }

    private static Dictionary<string, string> Read(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => !f.Contains("/.", StringComparison.Ordinal) && !f.Contains("__pycache__", StringComparison.Ordinal)
            && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
        .ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllText);

    private static Dictionary<string, string> Patched(Dictionary<string, string> files, string patch)
    {
        using var folder = new TemporaryFolder();
        foreach (var (path, text) in files)
            folder.Write(path, text);

        Shell.MustRun("cd \"$1\" && git apply \"$2\"", folder.Path, patch);
        return Read(folder.Path);
    }
}
