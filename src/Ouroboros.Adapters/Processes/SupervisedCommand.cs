using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>A command on its way: its plan, its streams, its end.</summary>
internal sealed class SupervisedCommand(SupervisedProcess process, byte[] plan, long? mostOutput, TimeProvider clock) : IDisposable
{
    // With the supervisor gone its pipes are at their end, unless it was killed and somebody it left behind holds them.
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(2);

    private readonly long _begun = clock.GetTimestamp();

    public SupervisedProcess Process => process;

    public void End() => process.End();

    public void Dispose() => process.Dispose();

    public async Task<CommandOutcome> FinishAsync(ReadOnlyMemory<byte> input)
    {
        var output = new OutputCapture(mostOutput);
        var errors = new OutputCapture(mostOutput);
        var tail = new ReportTail(errors.Append);
        var feeding = FeedAsync(input);
        await PumpToEndAsync((process.Output, output.Append), (process.Errors, tail.Append));
        await feeding;
        return OutcomeOf(tail.Finish(process.HasReported), output.ToArray(), errors, output.Dropped);
    }

    public async Task PumpToEndAsync(params (Stream From, OutputCapture.Sink Into)[] streams)
    {
        using var over = new CancellationTokenSource();
        var pumping = Task.WhenAll(streams.Select(stream => OutputCapture.PumpAsync(stream.From, stream.Into, over.Token)));
        await process.ExitAsync();
        over.CancelAfter(LastWords);
        await pumping;
    }

    public async Task SendPlanAsync(CancellationToken cancellationToken)
    {
        try
        {
            await process.Input.WriteAsync(plan, cancellationToken);
        }
        catch (IOException)
        {
            // The supervisor ended first; its report, or the lack of one, tells more than the broken pipe.
        }
    }

    public CommandOutcome OutcomeOf(SupervisorReport? report, byte[] output, OutputCapture errors, long outputDropped)
    {
        // Only a supervisor that was itself killed says nothing.
        report ??= new SupervisorReport(CommandEnd.Signalled, null, 9, 0, "");
        if (report.Reason.Length > 0)
            errors.Append(Encoding.UTF8.GetBytes(report.Reason));
        return new CommandOutcome(report.End, report.ExitCode, report.Signal, output, errors.ToArray(), outputDropped + errors.Dropped,
            clock.GetElapsedTime(_begun), report.PeakMemoryBytes);
    }

    private async Task FeedAsync(ReadOnlyMemory<byte> input)
    {
        await SendPlanAsync(CancellationToken.None);
        try
        {
            await process.Input.WriteAsync(input, CancellationToken.None);
            process.Input.Close();
        }
        catch (IOException)
        {
            // A command need not read what it is given.
        }
    }
}
