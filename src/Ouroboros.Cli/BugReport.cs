using System.Globalization;
using System.Text;
using Ouroboros.Cli.Configuration;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli;

/// <summary>An exception nobody foresaw is our mistake: named by a short id, its details kept in a file, never thrown at the user.</summary>
internal static class BugReport
{
    public static int Tell(Exception bug, string[] args, Surroundings here)
    {
        var details = Details(bug, args, here);
        var id = Workspaces.ContentHash.Of(Encoding.UTF8.GetBytes(bug.GetType().FullName + FirstFrame(bug))).Hex[..8];
        here.Notes.Line(Ink.Bad("error: "), $"ouro made a mistake (bug {id}): {here.Redactor.Redact(bug.Message.Split('\n')[0])}");
        here.Notes.Line(Ink.Accent("next:  "), Keep(id, details, here) is { } path
            ? $"the details are in {path}; please report them. What the run had recorded is kept: 'ouro status'."
            : "run it again with --verbose to see the details, and please report them.");

        if (args.Contains("--verbose"))
            here.Notes.Writer.WriteLine(details);

        return ExitCodes.NotAchieved;
    }

    private static string Details(Exception bug, string[] args, Surroundings here)
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"ouro {Product.Version}\n{here.Clock.GetUtcNow():u}\nouro {string.Join(' ', args)}\nin {here.WorkingDirectory}\n\n{bug}\n");
        return here.Redactor.Redact(text);
    }

    private static string FirstFrame(Exception bug) => bug.StackTrace?.Split('\n')[0] ?? "";

    private static string? Keep(string id, string details, Surroundings here)
    {
        var folder = ConfigurationPlaces.Of(here.WorkingDirectory, here).UserState;
        foreach (var place in new[] { folder is null ? null : Path.Join(folder, "bugs"), Path.Join(Path.GetTempPath(), "ouro-bugs") })
        {
            try
            {
                if (place is null)
                    continue;

                Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                var path = Path.Join(place, $"{id}.txt");
                using var file = new StreamWriter(new FileStream(path, FileMode.Create, FileAccess.Write));
                file.Write(details);
                return path;
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
            {
                // A full or read-only disk: the next place may do.
            }
        }

        return null;
    }
}
