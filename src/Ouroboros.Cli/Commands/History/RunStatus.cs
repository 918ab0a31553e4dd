using Ouroboros.Cli.Output;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Commands.History;

internal static class RunStatus
{
    public static Ink Of(Run run) => Of(run.State, run.Ending?.Result);

    public static Ink Of(RunState state, RunResult? result) => (state, result) switch
    {
        (RunState.Working, _) => Ink.Accent("working"),
        (RunState.Interrupted, _) => Ink.Caution("interrupted"),
        (_, RunResult.Achieved) => Ink.Good("achieved"),
        (_, RunResult.LimitReached) => Ink.Caution("limit reached"),
        (_, RunResult.NeedsHuman) => Ink.Caution("needs you"),
        (_, RunResult.PartMissing) => Ink.Bad("part missing"),
        _ => Ink.Bad("not achieved"),
    };
}
