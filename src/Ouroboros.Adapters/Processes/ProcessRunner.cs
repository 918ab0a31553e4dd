using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>Starts every command of ouro, each under its own supervisor, sandboxed when it asks for it.</summary>
public sealed class ProcessRunner : IProcessRunner
{
    // Long enough to save a file, short enough that nobody waits for it.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _clock;
    private readonly string _supervisor;
    private readonly SandboxChoice _choice;

    public ProcessRunner(SandboxMode mode, TimeProvider clock)
        : this(mode, clock, Supervisor.DefaultPath, withoutNamespaces: false)
    {
    }

    internal ProcessRunner(SandboxMode mode, TimeProvider clock, string supervisor, bool withoutNamespaces)
    {
        _clock = clock;
        _supervisor = supervisor;
        _choice = new SandboxChoice(mode, supervisor, withoutNamespaces);
    }

    public IReadOnlyList<string> SandboxGaps => _choice.Gaps;

    public bool CanMountElsewhere => _choice.CanMountElsewhere;

    public async Task<CommandOutcome> RunAsync(Command command, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return NeverStarted(CommandEnd.Cancelled, "");
        try
        {
            using var run = Launch(command);
            await using var cancellation = cancellationToken.Register(run.End);
            return await run.FinishAsync(command.StandardInput);
        }
        catch (LaunchRefusedException refused)
        {
            return NeverStarted(CommandEnd.NotStarted, refused.Message);
        }
    }

    public async Task<IConversation> ConverseAsync(Command command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var conversation = new Conversation(Launch(command));
            await conversation.BeginAsync(cancellationToken);
            return conversation;
        }
        catch (LaunchRefusedException refused)
        {
            return new FailedConversation(NeverStarted(CommandEnd.NotStarted, refused.Message));
        }
    }

    private SupervisedCommand Launch(Command command)
    {
        if (Supervisor.WhatIsWrongWith(_supervisor) is { } wrong)
            throw new LaunchRefusedException(wrong);
        var plan = Describe(command);
        return new SupervisedCommand(SupervisedProcess.Start(_supervisor), plan, command.Limits.OutputBytes, _clock);
    }

    private byte[] Describe(Command command)
    {
        var plan = new LaunchPlan().Say("parent", Environment.ProcessId).Say("grace", (long)Grace.TotalMilliseconds);
        plan.Say("wall", (long?)command.Limits.WallTime?.TotalMilliseconds).Say("memory", command.Limits.MemoryBytes);
        plan.Say("processes", command.Limits.Processes).Say("file", command.Limits.FileBytes).Say("floor", command.Limits.FreeDiskBytes);
        if (command.Sandbox is { } sandbox)
            _choice.Policy.Describe(command, sandbox, plan);
        else
            plan.SayAll("env", CommandEnvironment.Of(command)).Say("chdir", command.WorkingDirectory ?? Environment.CurrentDirectory)
                .Say("arg", command.Program).SayAll("arg", command.Arguments);
        return plan.ToBytes();
    }

    private static CommandOutcome NeverStarted(CommandEnd end, string reason) =>
        new(end, null, null, [], Encoding.UTF8.GetBytes(reason), 0, TimeSpan.Zero, 0);
}
