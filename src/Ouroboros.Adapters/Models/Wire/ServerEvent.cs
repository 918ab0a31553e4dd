using System.Runtime.CompilerServices;
using System.Text;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>One of the events that a server sends as its answer.</summary>
/// <param name="IsWhole">Whether it was ended; the last one is not where the stream broke off.</param>
internal sealed record ServerEvent(string Type, string Data, bool IsWhole)
{
    /// <summary>Reads as the standard for server-sent events says, but keeps what no empty line ends.</summary>
    public static async IAsyncEnumerable<ServerEvent> ReadAsync(Stream body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 4096, leaveOpen: true);
        var (type, data) = ("", (StringBuilder?)null);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0)
            {
                (type, data) = Take(line, type, data);
                continue;
            }

            if (data is not null)
                yield return new ServerEvent(type, data.ToString(), IsWhole: true);
            (type, data) = ("", null);
        }

        if (data is not null)
            yield return new ServerEvent(type, data.ToString(), IsWhole: false);
    }

    private static (string Type, StringBuilder? Data) Take(string line, string type, StringBuilder? data)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var field = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? "" : line[(colon + (colon + 1 < line.Length && line[colon + 1] == ' ' ? 2 : 1))..];
        return field switch
        {
            "data" => (type, data is null ? new StringBuilder(value) : data.Append('\n').Append(value)),
            "event" => (value, data),
            // Comments keep a connection open; ids and delays are of no use for an answer that cannot be taken up again.
            _ => (type, data),
        };
    }
}
