using System.Diagnostics;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Tests.Fakes;

/// <summary>Starts processes with no sandbox at all, for tests of what runs inside.</summary>
internal sealed class PlainRunner : IProcessRunner
{
    public IReadOnlyList<string> SandboxGaps => ["everything"];

    public bool CanMountElsewhere => false;

    public async Task<CommandOutcome> RunAsync(Command command, CancellationToken cancellationToken)
    {
        using var process = Start(command);
        if (process is null)
            return new CommandOutcome(CommandEnd.NotStarted, null, null, [], [], 0, TimeSpan.Zero, 0);

        using var output = new MemoryStream();
        using var errors = new MemoryStream();
        await using var stop = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var feed = FeedAsync(process, command.StandardInput);
        await Task.WhenAll(process.StandardOutput.BaseStream.CopyToAsync(output, CancellationToken.None), process.StandardError.BaseStream.CopyToAsync(errors, CancellationToken.None), feed);
        await process.WaitForExitAsync(CancellationToken.None);
        var end = cancellationToken.IsCancellationRequested ? CommandEnd.Cancelled : CommandEnd.Exited;
        return new CommandOutcome(end, process.ExitCode, null, output.ToArray(), errors.ToArray(), 0, TimeSpan.Zero, 0);
    }

    public Task<IConversation> ConverseAsync(Command command, CancellationToken cancellationToken) =>
        Task.FromResult<IConversation>(new Talk(Start(command) ?? throw new InvalidOperationException($"{command.Program} does not start.")));

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it.
        }
    }

    private static Process? Start(Command command)
    {
        var start = new ProcessStartInfo(command.Program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = command.WorkingDirectory ?? "/",
        };
        start.Environment.Clear();
        foreach (var (name, value) in command.Environment)
            start.Environment[name] = value;

        foreach (var argument in command.Arguments)
            start.ArgumentList.Add(argument);

        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed class Talk : IConversation
    {
        private readonly Process process;
        private readonly System.Text.StringBuilder errors = new();

        public Talk(Process process)
        {
            this.process = process;
            process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
            process.BeginErrorReadLine();
            Ended = EndAsync();
        }

        public Stream Input => process.StandardInput.BaseStream;

        public Stream Output => process.StandardOutput.BaseStream;

        public string Errors => errors.ToString();

        public Task<CommandOutcome> Ended { get; }

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);

            await Ended;
            process.Dispose();
        }

        private async Task<CommandOutcome> EndAsync()
        {
            await process.WaitForExitAsync();
            return new CommandOutcome(CommandEnd.Exited, process.ExitCode, null, [], [], 0, TimeSpan.Zero, 0);
        }
    }
}
