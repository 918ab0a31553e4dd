namespace Ouroboros.EndToEnd.Stand;

/// <summary>The fixes and mutants of the samples, kept where the command never looks.</summary>
internal static class Patches
{
    private static string Home => Path.Combine(OuroBinary.RepositoryRoot, "tests/Ouroboros.EndToEnd");

    public static string FixOf(string sample) => Path.Combine(Home, "Fixes", $"{sample}.patch");

    public static IReadOnlyList<string> MutantsOf(string sample) =>
        [.. Directory.GetFiles(Path.Combine(Home, "Mutants", sample), "*.patch").Order(StringComparer.Ordinal)];

    public static void Apply(Workshop workshop, string patch) =>
        Shell.RunIn(workshop.Root, "patch", "-p1", "-s", "--no-backup-if-mismatch", "-i", patch);
}
