using System.Buffers.Binary;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>One fork server with a workspace copy of its own. Tries one candidate at a time; starts again when it died.</summary>
internal sealed class TrialSeat(ISessionLauncher launcher, TestJob job, StagingArea copy, string pristine) : IAsyncDisposable
{
    // The server keeps the limits itself; this only catches a server that no longer answers.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    // Under load one start may fail.
    private const int MostFailedStarts = 2;

    private TestJob job = job;
    private IConversation? server;
    private bool isNew;
    private int failedStarts;
    private string trouble = "It does not get ready.";

    /// <summary>The sets of files that it has edited.</summary>
    public HashSet<string> Stands { get; } = [];

    private bool IsUnable => failedStarts >= MostFailedStarts;

    /// <summary>The answer, or null when the server died of the candidate. Where no server starts, the answer is that it cannot be tried.</summary>
    public async Task<TrialReply?> TryAsync(byte[] request, CancellationToken cancellationToken) =>
        await AskAsync(request, cancellationToken) is { } frame ? TrialReply.Read(frame) : IsUnable ? TrialReply.Untried(trouble) : null;

    /// <summary>The answers to several candidates, or null when the server died of them or does not start.</summary>
    public async Task<IReadOnlyList<TrialReply?>?> TrySeveralAsync(byte[] request, CancellationToken cancellationToken) =>
        await AskAsync(request, cancellationToken) is { } frame ? TrialReply.ReadSeveral(frame) : null;

    /// <summary>Starts the server, where there is none.</summary>
    public Task WakeAsync(CancellationToken cancellationToken) => AskAsync(null, cancellationToken);

    /// <summary>Holds what comes after to other tests. A server that stands keeps all that does not depend on them.</summary>
    public void Turn(TestJob to) => (job, isNew, failedStarts) = (to, true, 0);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        copy.Dispose();
    }

    private async Task<byte[]?> AskAsync(byte[]? request, CancellationToken cancellationToken)
    {
        if (IsUnable)
            return null;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Silence);
        try
        {
            if (server is not null && isNew && await AskAsync(server, TrialRequest.Job(Placed.ToFrame()), patience.Token) is not [(byte)'R'])
                await StopAsync();

            if (server is null)
            {
                failedStarts++;
                server = await StartAsync(patience.Token);
                failedStarts = 0;
            }

            isNew = false;
            if (request is null)
                return [];

            if (await AskAsync(server, request, patience.Token) is { } frame)
                return frame;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Taken for dead.
        }
        catch (IOException)
        {
            // The server is gone, and with it the other end of the pipe.
        }
        catch (ServerTroubleException failed)
        {
            trouble = failed.Message;
        }
        catch (OperationCanceledException)
        {
            await StopAsync();
            throw;
        }

        await StopAsync();
        return null;
    }

    private TestJob Placed => launcher.Placed(job with { Root = copy.Root, Pristine = pristine });

    private static async Task<byte[]?> AskAsync(IConversation server, byte[] request, CancellationToken cancellationToken)
    {
        await server.Input.WriteAsync(request, cancellationToken);
        await server.Input.FlushAsync(cancellationToken);
        return await ReadAsync(server.Output, cancellationToken);
    }

    /// <exception cref="ServerTroubleException">It does not get so far as to take candidates.</exception>
    private async Task<IConversation> StartAsync(CancellationToken cancellationToken)
    {
        var own = Placed;
        var started = await launcher.ConverseAsync(own, [pristine], cancellationToken);
        try
        {
            if (await AskAsync(started, own.ToFrame(), cancellationToken) is [(byte)'R'])
                return started;
        }
        catch (IOException)
        {
            // It ended before it had read what it is for.
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }

        var said = started.Errors.Trim();
        await started.DisposeAsync();
        throw new ServerTroubleException($"The fork server on {launcher.Interpreter} does not start. {(said.Length > 600 ? said[^600..] : said)}".Trim());
    }

    private async Task StopAsync()
    {
        if (server is not { } running)
            return;

        server = null;
        await running.DisposeAsync();
    }

    private static async Task<byte[]?> ReadAsync(Stream output, CancellationToken cancellationToken)
    {
        var head = new byte[4];
        if (await output.ReadAtLeastAsync(head, 4, throwOnEndOfStream: false, cancellationToken) < 4)
            return null;

        var body = new byte[BinaryPrimitives.ReadInt32LittleEndian(head)];
        return await output.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken) < body.Length ? null : body;
    }

    private sealed class ServerTroubleException(string message) : Exception(message);
}
