using Ouroboros.Runs;

namespace Ouroboros.Cli.Errors;

/// <summary>The one place where results become exit codes. docs/exit-codes.md says what a script may do with each.</summary>
internal static class ExitCodes
{
    public const int Achieved = (int)RunResult.Achieved;
    public const int NotAchieved = (int)RunResult.NotAchieved;
    public const int LimitReached = (int)RunResult.LimitReached;
    public const int NeedsHuman = (int)RunResult.NeedsHuman;
    public const int Misused = (int)RunResult.Misused;
    public const int PartMissing = (int)RunResult.PartMissing;
    public const int Interrupted = (int)RunResult.Interrupted;

    public static int Of(RunResult result) => (int)result;
}
