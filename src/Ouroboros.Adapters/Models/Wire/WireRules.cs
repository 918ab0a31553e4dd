using System.Buffers;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>What must hold before anything is sent: a key goes only where nobody can read it on the way.</summary>
internal static class WireRules
{
    private static readonly SearchValues<char> HeaderName =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

    /// <returns>What forbids the call, or null.</returns>
    public static ModelTroubleException? Breach(ModelEndpoint endpoint) => OfAddress(endpoint) ?? OfKey(endpoint) ?? OfHeaders(endpoint);

    private static ModelTroubleException? OfAddress(ModelEndpoint endpoint)
    {
        var address = endpoint.Base;
        if (!address.IsAbsoluteUri || address.Scheme is not ("https" or "http") || address.Host.Length == 0)
            return new(ModelTrouble.Rejected, $"The base URL of {endpoint.Provider} is no http or https address. Set one such as https://example.com/v1.");

        if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            return new(ModelTrouble.Rejected, $"The base URL of {endpoint.Provider} holds a user, a query or a fragment. Leave only the address in it{InsteadOf(endpoint)}.");

        return null;
    }

    private static ModelTroubleException? OfKey(ModelEndpoint endpoint)
    {
        if (endpoint.Key is not { Length: > 0 } key)
            return endpoint.NeedsKey ? new(ModelTrouble.Unauthorised, $"There is no key for {endpoint.Provider}. Set {endpoint.KeyVariable ?? "its key"}.") : null;

        if (key.Any(c => c is <= ' ' or > '~'))
            return new(ModelTrouble.Unauthorised, $"The key of {endpoint.Provider} holds a space, a line break or another character that no key holds. Set {endpoint.KeyVariable ?? "it"} anew.");

        return endpoint.Base.Scheme == "https" || endpoint.Base.IsLoopback
            ? null
            : new(ModelTrouble.Insecure, $"The key of {endpoint.Provider} would travel to {endpoint.Place} for everybody to read. Use https, or an address of this machine, or no key.");
    }

    private static ModelTroubleException? OfHeaders(ModelEndpoint endpoint)
    {
        foreach (var (name, value) in endpoint.Headers)
        {
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(HeaderName) || value.Any(c => c is < ' ' or > '~'))
                return new(ModelTrouble.Rejected, $"A header set for {endpoint.Provider} is none that can be sent. Use letters, digits and hyphens for its name, and plain text on one line.");
        }

        return null;
    }

    private static string InsteadOf(ModelEndpoint endpoint) => endpoint.KeyVariable is { } variable ? $", and put the key into {variable}" : "";
}
