using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Composition;

/// <summary>Finds where a program of the person's is installed.</summary>
internal static class ProgramSearch
{
    // These a sandbox shows anyway.
    private static readonly string[] Shown = ["/usr", "/bin", "/lib", "/lib64", "/sbin"];

    /// <summary>The directories that it needs beside the system's: that of the program, and of the file that it is a link to.</summary>
    public static IReadOnlyList<string> InstallationOf(string? program, Surroundings here)
    {
        if (program is null || PathOf(program, here) is not { } found)
            return [];

        var real = File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found;
        return [.. new[] { Path.GetDirectoryName(found)!, Home(real, here) }.Where(d => !Shown.Any(s => d == s || d.StartsWith(s + "/", StringComparison.Ordinal))).Distinct()];
    }

    private static string? PathOf(string program, Surroundings here) => program.Contains('/')
        ? Path.GetFullPath(program, here.WorkingDirectory)
        : (here.Variable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries).Select(d => Path.Join(d, program)).FirstOrDefault(File.Exists);

    // What stands in a bin has its libraries beside that. Where other things stand there too, they stay unseen.
    private static string Home(string path, Surroundings here)
    {
        var directory = Path.GetDirectoryName(path)!;
        var above = Path.GetDirectoryName(directory) ?? "/";
        var person = here.Variable("HOME") ?? "/";
        return Path.GetFileName(directory) == "bin" && above != "/" && above != person && above != Path.Join(person, ".local") ? above : directory;
    }
}
