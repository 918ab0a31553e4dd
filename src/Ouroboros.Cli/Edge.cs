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
            Tell(here, error.Message, error.Next);
            return error.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
        catch (Exception trouble) when (trouble is WorkspaceException or FileTroubleException)
        {
            Tell(here, trouble.Message, null);
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

    private static void Tell(Surroundings here, string what, string? next)
    {
        var lines = here.Redactor.Redact(what).Split('\n');
        here.Notes.Line(Ink.Bad("error: "), lines[0]);
        foreach (var line in lines.Skip(1))
            here.Notes.Line(line);

        if (next is not null)
            here.Notes.Line(Ink.Accent("next:  "), next);
    }
}
