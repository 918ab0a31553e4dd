using System.Text;
using System.Text.Json;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>An answer that has begun: a JSON object, or a stream of events.</summary>
internal sealed class WireAnswer : IDisposable
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 64 };
    private readonly HttpResponseMessage response;
    private readonly WireBody body;
    private readonly WireTroubles troubles;
    private readonly int largest;

    public WireAnswer(HttpResponseMessage response, WireBody body, WireTroubles troubles)
    {
        (this.response, this.body, this.troubles, largest) = (response, body, troubles, troubles.LargestAnswer);
        body.Bound(largest);
    }

    public WireProgress Progress => body.Progress;

    /// <summary>Whether it comes as events, whatever was asked for.</summary>
    public bool IsStream => Kind is "text/event-stream";

    private string? Kind => response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant();

    /// <summary>The whole answer as one object. The caller disposes it.</summary>
    public async Task<JsonDocument> JsonAsync(CancellationToken cancellationToken)
    {
        await ExpectAsync(Kind is null or "application/json" or "text/json" || Kind.EndsWith("+json", StringComparison.Ordinal));
        if (response.Content.Headers.ContentLength > largest)
            throw Trouble(ModelTrouble.TooLarge, $"More than {largest} bytes are announced as one answer", "Ask for a shorter one, or raise the limit.");

        using var whole = new MemoryStream();
        await ReadWholeAsync(whole, cancellationToken);
        return Parse(whole.GetBuffer().AsMemory(0, (int)whole.Length));
    }

    /// <summary>The answer event by event, as far as it comes.</summary>
    public IAsyncEnumerable<ServerEvent> EventsAsync(CancellationToken cancellationToken) => ServerEvent.ReadAsync(body, cancellationToken);

    public JsonDocument Parse(ServerEvent told)
    {
        try
        {
            return Parse(Encoding.UTF8.GetBytes(told.Data));
        }
        catch (ModelTroubleException) when (!told.IsWhole)
        {
            throw Trouble(ModelTrouble.Cut, "The answer broke off", "Try again.");
        }
    }

    public ModelTroubleException Trouble(ModelTrouble trouble, string what, string remedy, Exception? inner = null) =>
        troubles.Of(trouble, what, remedy, Progress, inner);

    /// <summary>A trouble that the server told of in the midst of an answer.</summary>
    public ModelTroubleException Told(ServerComplaint complaint) => troubles.OfComplaint(complaint, Progress);

    public ModelTroubleException Malformed(string what, Exception? inner = null) =>
        Trouble(ModelTrouble.Malformed, what, "Try again; if it stays so, this is no address of a model of that kind.", inner);

    public void Dispose()
    {
        body.Dispose();
        response.Dispose();
    }

    private async Task ReadWholeAsync(MemoryStream whole, CancellationToken cancellationToken)
    {
        try
        {
            await body.CopyToAsync(whole, cancellationToken);
        }
        catch (ModelTroubleException thrown)
        {
            Progress.Received = Encoding.UTF8.GetCharCount(whole.GetBuffer(), 0, (int)whole.Length);
            throw troubles.Of(thrown, Progress);
        }
    }

    private JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json.ToArray(), Depth);
        }
        catch (JsonException thrown)
        {
            throw Malformed(json.IsEmpty ? "Nothing came as an answer" : "What came is no JSON", thrown);
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;

        document.Dispose();
        throw Malformed("What came is no JSON object");
    }

    private async Task ExpectAsync(bool isExpected)
    {
        if (isExpected)
            return;

        var (bytes, _) = await body.ReadSomeAsync(WireTroubles.LargestComplaint);
        throw Malformed($"What came is {troubles.Quote(Kind ?? "of no kind")}, no JSON: {troubles.Quote(Encoding.UTF8.GetString(bytes))}");
    }
}
