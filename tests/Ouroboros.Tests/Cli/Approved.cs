using Shouldly;

namespace Ouroboros.Tests.Cli;

/// <summary>
/// Compares text with the file that somebody read and approved. With APPROVE=1 in the environment the file is written
/// instead, to be read and committed.
/// </summary>
internal static class Approved
{
    public static string RepositoryRoot { get; } = Upwards("Ouroboros.slnx");

    public static void ShouldBeApproved(this string text, string name) =>
        ShouldBeFile(text, Path.Combine("tests/Ouroboros.Tests/Cli/Approved", name + ".txt"));

    public static void ShouldBeFile(string text, string path)
    {
        var file = Path.Combine(RepositoryRoot, path);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(file, text);

        var approved = File.Exists(file) ? File.ReadAllText(file) : "";
        text.ShouldBe(approved, $"{path} is not what was shown; read the difference and, if it is right, run the tests with APPROVE=1.");
    }

    private static string Upwards(string landmark)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, landmark)))
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"There is no {landmark} above {AppContext.BaseDirectory}.");

        return folder.FullName;
    }
}
