using System.Text;
using System.Text.Json;
using Ouroboros.Adapters.Models.Json;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>What a server says is wrong.</summary>
/// <param name="Status">The status of HTTP it goes by, or 0 where it named none.</param>
/// <param name="Code">Its own word for it.</param>
internal sealed record ServerComplaint(int Status, string Code, string Message)
{
    /// <summary>Finds a complaint in the shapes that servers give it; null where the object holds none.</summary>
    public static ServerComplaint? In(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
            return null;

        if (!answer.TryGetProperty("error", out var error) || error.ValueKind is JsonValueKind.Null)
            return null;

        if (error.ValueKind == JsonValueKind.String)
            return new ServerComplaint(0, "", error.GetString()!);

        return error.ValueKind == JsonValueKind.Object ? Of(error) : null;
    }

    /// <summary>The complaint of an answer that is no success, whatever it looks like.</summary>
    public static ServerComplaint Of(int status, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            var found = In(root) ?? (root.ValueKind == JsonValueKind.Object ? Of(root) : null);
            return found is { Message.Length: > 0 } or { Code.Length: > 0 } ? found with { Status = status } : new ServerComplaint(status, "", text);
        }
        catch (JsonException)
        {
            return new ServerComplaint(status, "", text);
        }
    }

    private static ServerComplaint Of(JsonElement error)
    {
        var code = error.Member("code");
        var status = code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) ? number : 0;
        var words = $"{code.Text()} {error.Member("type").Text()}".Trim();
        var message = error.Member("message").Text() ?? error.Member("detail").Text() ?? error.Member("detail").RawText() ?? "";
        return new ServerComplaint(status, words, message);
    }
}
