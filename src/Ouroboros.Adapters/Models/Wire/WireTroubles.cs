using System.Net;
using System.Security.Authentication;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Secrets;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>Tells what went wrong with a call in words that hold no secret.</summary>
internal sealed class WireTroubles(ModelEndpoint endpoint, TimeProvider clock)
{
    public const int LargestComplaint = 16 * 1024;
    private const int LongestQuote = 300;
    private readonly SecretRedactor redactor = new([.. endpoint.Key is { Length: > 0 } key ? new[] { key } : [], .. endpoint.Headers.Values.Where(v => v.Length >= 8)]);

    public int LargestAnswer => endpoint.LargestAnswer;

    public ModelTroubleException Of(ModelTrouble trouble, string what, string remedy, WireProgress? progress = null, Exception? inner = null) =>
        new(trouble, $"{what} ({endpoint}). {remedy}", inner) { Received = progress?.Received ?? 0, Usage = progress?.Usage };

    /// <summary>The same trouble, with what had come by then.</summary>
    public ModelTroubleException Of(ModelTroubleException told, WireProgress progress) =>
        new(told.Trouble, told.Message, told.InnerException) { Received = progress.Received, Usage = progress.Usage, RetryAfter = told.RetryAfter };

    /// <summary>Why nothing was answered at all.</summary>
    public ModelTroubleException OfSending(Exception thrown, Patience patience)
    {
        if (patience.IsOver is { } late)
            return Of(ModelTrouble.TimedOut, late, "Try again, or allow more time.", inner: thrown);

        if (Cause<AuthenticationException>(thrown) is not null || thrown is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
            return Of(ModelTrouble.Insecure, "The server could not prove who it is", "Check the address; a certificate of its own must be trusted by this machine.", inner: thrown);

        return thrown switch
        {
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                Of(ModelTrouble.Unreachable, $"Nobody knows the name {endpoint.Base.Host}", "Check the base URL and the network.", inner: thrown),
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or IOException =>
                Of(ModelTrouble.Cut, "The connection was closed before an answer began", "Try again.", inner: thrown),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
                Of(ModelTrouble.Malformed, "What came is no answer of a web server", "Check the base URL.", inner: thrown),
            OperationCanceledException when Cause<TimeoutException>(thrown) is not null =>
                Of(ModelTrouble.Unreachable, $"No connection within {endpoint.Connect.TotalSeconds:0.#} s", "Check the base URL and the network.", inner: thrown),
            HttpRequestException { InnerException: IOException } =>
                Of(ModelTrouble.Cut, "The connection was closed before an answer began", "Try again.", inner: thrown),
            _ => Of(ModelTrouble.Unreachable, "No connection", "Check the base URL, and whether the server runs.", inner: thrown),
        };
    }

    /// <summary>What an answer means that is no success.</summary>
    public async Task<ModelTroubleException> OfStatusAsync(HttpResponseMessage response, WireBody body)
    {
        var status = (int)response.StatusCode;
        if (status is >= 300 and < 400)
            return Of(ModelTrouble.Rejected, $"The server sends the call on to {Quote(Host(response))}", "No redirect is followed, for the key would travel along: set the base URL to where the models are.");

        var (bytes, isCut) = await SomeAsync(body);
        var complaint = ServerComplaint.Of(status, bytes);
        if (isCut && endpoint.Key is { } key)
            complaint = complaint with { Message = complaint.Message[..Math.Max(0, complaint.Message.Length - key.Length)] };

        var trouble = OfComplaint(complaint, body.Progress);
        return new(trouble.Trouble, trouble.Message) { RetryAfter = RetryHeaders.Of(response, clock) };
    }

    public ModelTroubleException OfComplaint(ServerComplaint complaint, WireProgress progress)
    {
        var trouble = Complaints.Sort(complaint);
        var status = complaint.Status == 0 ? "" : $"{complaint.Status} ";
        var said = Quote($"{complaint.Code}: {complaint.Message}".Trim(' ', ':'));
        return Of(trouble, $"The server says {status}{(said.Length == 0 ? "without a word" : said)}", Complaints.Remedy(trouble, endpoint), progress);
    }

    /// <summary>Words of a server: cleared of secrets first, then of what terminals obey, then shortened.</summary>
    public string Quote(string words)
    {
        var clear = redactor.Redact(words);
        var plain = string.Join(' ', new string([.. clear.Select(c => char.IsControl(c) || char.IsSurrogate(c) || IsTurning(c) ? ' ' : c)]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return plain.Length <= LongestQuote ? plain : plain[..(LongestQuote - 1)] + "…";
    }

    // Marks that turn the direction of writing could make a message say something else.
    private static bool IsTurning(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';

    private static string Host(HttpResponseMessage response) =>
        response.Headers.Location is { } place ? (place.IsAbsoluteUri ? $"{place.Scheme}://{place.Host}" : place.OriginalString.Split('?')[0]) : "nowhere";

    // What it says is only quoted; whether all of it comes does not matter.
    private static async Task<(byte[] Bytes, bool IsCut)> SomeAsync(WireBody body)
    {
        try
        {
            return await body.ReadSomeAsync(LargestComplaint);
        }
        catch (ModelTroubleException)
        {
            return ([], false);
        }
    }

    private static T? Cause<T>(Exception thrown)
        where T : Exception
    {
        for (var at = thrown; at is not null; at = at.InnerException)
        {
            if (at is T found)
                return found;
        }

        return null;
    }
}
