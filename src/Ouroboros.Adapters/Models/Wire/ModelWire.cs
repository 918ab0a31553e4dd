using System.Net;
using System.Net.Http.Headers;
using Ouroboros.Techniques.Models;

#pragma warning disable RS0030 // The one place that talks to models over a network.

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>
/// The way to the models of one endpoint. It follows no redirect, keeps no cookie, uses no proxy that it was not given, waits no longer
/// and reads no more than the endpoint allows, and tells all that goes wrong as a <see cref="ModelTroubleException"/> without the key.
/// </summary>
public sealed class ModelWire : IDisposable
{
    private readonly HttpClient client;

    public ModelWire(ModelEndpoint endpoint, TimeProvider clock)
    {
        (Endpoint, Clock) = (endpoint, clock);
        Troubles = new WireTroubles(endpoint, clock);
        // Both limits are kept by the wait of each call, which goes by the clock.
        client = new HttpClient(Handler(endpoint), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public ModelEndpoint Endpoint { get; }

    internal TimeProvider Clock { get; }

    internal WireTroubles Troubles { get; }

    /// <summary>Sends a call and waits until its answer begins; whatever is no success is told as trouble.</summary>
    internal async Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        if (WireRules.Breach(Endpoint) is { } breach)
            throw breach;

        var patience = new Patience(Endpoint, Clock, cancellationToken);
        HttpResponseMessage? response = null;
        try
        {
            using var message = Message(request);
            response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            patience.Rest();
            var body = new WireBody(await response.Content.ReadAsStreamAsync(patience.Token), patience, Troubles);
            if (response.StatusCode is not HttpStatusCode.OK)
                throw await Troubles.OfStatusAsync(response, body);

            return new WireAnswer(response, body, Troubles);
        }
        catch (Exception thrown)
        {
            response?.Dispose();
            using (patience)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (thrown is ModelTroubleException)
                    throw;

                throw Troubles.OfSending(thrown, patience);
            }
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage Message(WireRequest request)
    {
        var message = new HttpRequestMessage(request.Json is null ? HttpMethod.Get : HttpMethod.Post, Endpoint.At(request.Path))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (request.Json is { } json)
        {
            message.Content = new ReadOnlyMemoryContent(json);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        message.Headers.TryAddWithoutValidation("Accept", request.Streams ? "text/event-stream, application/json" : "application/json");
        foreach (var (name, value) in Endpoint.Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        if (Endpoint.Key is { Length: > 0 } key)
            message.Headers.TryAddWithoutValidation(Endpoint.KeyHeader, Endpoint.KeyHeader == "Authorization" ? $"Bearer {key}" : key);
        return message;
    }

    private static SocketsHttpHandler Handler(ModelEndpoint endpoint) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = endpoint.Proxy is not null,
        Proxy = endpoint.Proxy is { } proxy ? new WebProxy(proxy) : null,
        Credentials = null,
        // A small body must not become a large one here.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = endpoint.Connect,
        // A pooled connection goes by the address that a name had when it was made.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        MaxConnectionsPerServer = 16,
        MaxResponseHeadersLength = 64,
        ActivityHeadersPropagator = null,
    };
}
