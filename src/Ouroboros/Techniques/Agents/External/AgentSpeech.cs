using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Techniques.Agents.External;

/// <summary>What a program wrote and how it ended, for people.</summary>
internal static class AgentSpeech
{
    private const int LongestSaid = 8_000;

    /// <summary>The end of both streams. Secrets go first, for one that is cut in two is none that can be found.</summary>
    public static string Of(CommandOutcome outcome, Func<string, string> redact)
    {
        var said = redact(Plain(Encoding.UTF8.GetString(outcome.Output) + Encoding.UTF8.GetString(outcome.Errors)));
        return said.Length > LongestSaid ? said[^LongestSaid..] : said;
    }

    public static string EndOf(CommandOutcome outcome, AgentOptions options)
    {
        var end = outcome.End switch
        {
            CommandEnd.Exited => $"it ended with exit code {outcome.ExitCode}",
            CommandEnd.Signalled => $"it was ended by signal {outcome.Signal}",
            CommandEnd.TimedOut => "it ran out of time and was ended",
            CommandEnd.OverMemory => $"it used more than {options.MemoryBytes >> 20} MB and was ended",
            CommandEnd.OverProcesses => $"it started more than {options.Processes} processes and was ended",
            CommandEnd.OverDisk => "it left too little of a disk free and was ended",
            _ => "it could not be started",
        };
        return outcome.OutputDropped > 0 ? $"{end}; {outcome.OutputDropped:N0} bytes of what it wrote were dropped" : end;
    }

    // Whatever steers a terminal stays out of reports.
    private static string Plain(string text) => string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c)));
}
