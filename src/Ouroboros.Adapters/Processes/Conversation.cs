using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>A command that runs until it is done or no longer wanted; the caller reads its output.</summary>
internal sealed class Conversation : IConversation
{
    private const int MostErrors = 1 << 16;

    private readonly SupervisedCommand _command;
    private readonly TailCapture _errors = new(MostErrors);
    private readonly ReportTail _tail;
    private int _disposed;

    public Conversation(SupervisedCommand command)
    {
        _command = command;
        _tail = new ReportTail(_errors.Append);
        Ended = EndAsync();
    }

    public Stream Input => _command.Process.Input;

    public Stream Output => _command.Process.Output;

    public string Errors => Encoding.UTF8.GetString([.. _errors.ToArray(), .. _tail.Peek()]);

    public Task<CommandOutcome> Ended { get; }

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _command.SendPlanAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        _command.End();
        await Ended;
        _command.Dispose();
    }

    private async Task<CommandOutcome> EndAsync()
    {
        await _command.PumpToEndAsync((_command.Process.Errors, _tail.Append));
        var report = _tail.Finish(_command.Process.HasReported);
        var errors = new OutputCapture(MostErrors + SupervisorReport.MostBytes);
        errors.Append(_errors.ToArray());
        _errors.Append(Encoding.UTF8.GetBytes(report?.Reason ?? ""));
        return _command.OutcomeOf(report, [], errors, 0);
    }
}

/// <summary>Where nothing could be started there is nothing to say and nothing to hear, only the reason.</summary>
internal sealed class FailedConversation(CommandOutcome outcome) : IConversation
{
    public Stream Input => Stream.Null;

    public Stream Output => Stream.Null;

    public string Errors => Encoding.UTF8.GetString(outcome.Errors);

    public Task<CommandOutcome> Ended { get; } = Task.FromResult(outcome);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
