using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>Tries a policy on the smallest command there is; only that tells whether kernel, user and version go together.</summary>
internal static class FirstStart
{
    public static string? WhatIsWrongWith(ISandboxPolicy policy, string supervisor)
    {
        var plan = new LaunchPlan().Say("parent", Environment.ProcessId).Say("wall", 5000);
        policy.Describe(new Command("/.ouro-exec", ["--version"]) { WorkingDirectory = "/" }, new Sandbox(), plan);

        using var process = SupervisedProcess.Start(supervisor);
        process.Input.Write(plan.ToBytes());
        process.Input.Close();
        var said = new OutputCapture(most: 2000);
        var tail = new ReportTail(said.Append);
        var buffer = new byte[4096];
        for (int got; (got = process.Errors.Read(buffer)) > 0;)
            tail.Append(buffer.AsSpan(0, got));
        return tail.Finish(hasReported: true) switch
        {
            { End: CommandEnd.Exited, ExitCode: 0 } => null,
            var report => $"{System.Text.Encoding.UTF8.GetString(said.ToArray()).Trim()} {report?.Reason}".Trim() is { Length: > 0 } words ? words : "it ends without a word.",
        };
    }
}
