using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Workspaces;

namespace Ouroboros.Cli;

/// <summary>The outermost edge: from words on a command line to an exit code, whatever happens between.</summary>
internal static class Edge
{
    public static async Task<int> RunAsync(string[] args, Surroundings here)
    {
        using var interruption = new Interruption(here.Notes);
        return await RunAsync(args, here, interruption.Token);
    }

    public static async Task<int> RunAsync(string[] args, Surroundings here, CancellationToken cancellationToken)
    {
        try
        {
            return await OuroCommandLine.RunAsync(args, here, cancellationToken);
        }
        catch (UserError error)
        {
            Tell(here.Notes, error.Message, error.Next);
            return error.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception trouble) when (trouble is WorkspaceException or FileTroubleException)
        {
            Tell(here.Notes, trouble.Message, null);
            return ExitCodes.NotAchieved;
        }
        catch (IOException) when (here.Traits.OutputRedirected && BrokenPipe.Caused(here.Output))
        {
            // Whoever read the output, such as head, has seen enough.
            return ExitCodes.Achieved;
        }
        catch (Exception bug)
        {
            return BugReport.Tell(bug, args, here);
        }
    }

    private static void Tell(Printer notes, string what, string? next)
    {
        notes.Line(Ink.Bad("error: "), what.Split('\n')[0]);
        foreach (var line in what.Split('\n').Skip(1))
            notes.Line(line);

        if (next is not null)
            notes.Line(Ink.Accent("next:  "), next);
    }
}
