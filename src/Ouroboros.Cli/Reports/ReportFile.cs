using System.Text;
using Ouroboros.Cli.Errors;

namespace Ouroboros.Cli.Reports;

/// <summary>Writes a report where the user asked for it, whole or not at all.</summary>
internal static class ReportFile
{
    /// <summary>Refuses early what could not be written late, after minutes of work.</summary>
    public static string? Check(string? path, string directory)
    {
        if (path is null)
            return null;

        var full = Path.GetFullPath(path, directory);
        return Directory.Exists(Path.GetDirectoryName(full)) && !Directory.Exists(full)
            ? full
            : throw UserError.Misuse($"'{path}' cannot be a report: {(Directory.Exists(full) ? "it is a directory" : "its directory does not exist")}.", "Name a file in a directory that exists.");
    }

    public static void Write(string path, string text)
    {
        var fresh = $"{path}.{Environment.ProcessId}.new";
#pragma warning disable RS0030 // A report the user asked for by name, no file of the workspace's.
        try
        {
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
                stream.Write(Encoding.UTF8.GetBytes(text));

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(fresh))
                File.Delete(fresh);

            throw new UserError(ExitCodes.NotAchieved, $"The report '{path}' could not be written: {trouble.Message}", "The run itself is recorded: ouro show");
        }
#pragma warning restore RS0030
    }
}
