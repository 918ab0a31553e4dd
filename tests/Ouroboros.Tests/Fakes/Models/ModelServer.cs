using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Ouroboros.Tests.Fakes.Models;

/// <summary>
/// A server of models on this machine that answers from a script, one reply a call, and keeps what it was asked. It speaks plain bytes,
/// so that it can also do what no server should.
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<ModelReply> script = new();
    private readonly CancellationTokenSource ending = new();
    private readonly SemaphoreSlim called = new(0);
    private readonly ConcurrentQueue<ModelCall> calls = new();
    private readonly X509Certificate2? certificate;
    private readonly Task accepting;

    private ModelServer(X509Certificate2? certificate)
    {
        this.certificate = certificate;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"{(certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What an endpoint of OpenAI's dialect calls its base.</summary>
    public Uri Base => new(Address, "/v1");

    public IReadOnlyList<ModelCall> Calls => [.. calls];

    /// <summary>Told when the script is at its end; without it a call then fails with a status of 500.</summary>
    public ModelReply Otherwise { get; set; } = ModelReply.Status(500, """{"error":{"message":"The script is at its end."}}""");

    public static ModelServer Start() => new(null);

    /// <summary>With a certificate that nobody vouches for.</summary>
    public static ModelServer StartSelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2120, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return new ModelServer(X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null));
    }

    public ModelServer Reply(params IEnumerable<ModelReply> replies)
    {
        foreach (var reply in replies)
            script.Enqueue(reply);
        return this;
    }

    /// <summary>Waits until one more call has come, in which case a client waits for its answer already.</summary>
    public async Task<ModelCall> CalledAsync()
    {
        (await called.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeCalled();
        return calls.Last();
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        listener.Stop();
        await accepting;
        certificate?.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (!ending.IsCancellationRequested)
                serving.Add(ServeAsync(await listener.AcceptSocketAsync(ending.Token)));
        }
        catch (Exception thrown) when (thrown is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }

        await Task.WhenAll(serving);
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await using Stream stream = certificate is null ? new NetworkStream(socket) : await SecureAsync(socket);
                if (await ServerTalk.ReadAsync(stream, ending.Token) is not { } call)
                    return;

                calls.Enqueue(call);
                called.Release();
                var reply = script.TryDequeue(out var next) ? next : Otherwise;
                await ServerTalk.WriteAsync(stream, call, reply, ending.Token);
                if (reply.Resets)
                    socket.Close(0);
            }
            catch (Exception thrown) when (thrown is IOException or SocketException or OperationCanceledException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client left, which some tests are about.
            }
        }
    }

    private async Task<Stream> SecureAsync(Socket socket)
    {
        var secure = new SslStream(new NetworkStream(socket));
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, ending.Token);
        return secure;
    }
}

file static class Waiting
{
    public static void ShouldBeCalled(this bool isCalled)
    {
        if (!isCalled)
            throw new TimeoutException("The server was not called.");
    }
}
