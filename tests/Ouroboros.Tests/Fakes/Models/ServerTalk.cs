using System.Globalization;
using System.Text;

namespace Ouroboros.Tests.Fakes.Models;

/// <summary>HTTP/1.1 as bytes: one call, one answer, then the connection ends.</summary>
internal static class ServerTalk
{
    public static async Task<ModelCall?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var come = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (; ; )
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
                return null;

            come.Write(buffer, 0, read);
            var text = Encoding.Latin1.GetString(come.GetBuffer(), 0, (int)come.Length);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;

            var lines = text[..end].Split("\r\n");
            var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0].ToLowerInvariant(), p => p[1]);
            var length = headers.TryGetValue("content-length", out var told) ? int.Parse(told, CultureInfo.InvariantCulture) : 0;
            if (come.Length < end + 4 + length)
                continue;

            var start = lines[0].Split(' ');
            return new ModelCall(start[0], start[1], headers, Encoding.UTF8.GetString(come.GetBuffer(), end + 4, length));
        }
    }

    public static async Task WriteAsync(Stream stream, ModelCall call, ModelReply reply, CancellationToken cancellationToken)
    {
        if (reply.IsSilent)
            await Task.Delay(Timeout.Infinite, cancellationToken);

        if (reply.Bytes is { } bytes)
        {
            await stream.WriteAsync(bytes, cancellationToken);
            return;
        }

        var (type, pieces) = reply.For(call);
        var isChunked = pieces.Count > 1 || type == "text/event-stream";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(Head(reply, type, isChunked ? null : pieces[0].Length)), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        if (await WriteBodyAsync(stream, reply, pieces, isChunked, cancellationToken) && isChunked)
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    private static string Head(ModelReply reply, string type, int? length) =>
        string.Concat(
            $"HTTP/1.1 {reply.StatusCode} Scripted\r\nContent-Type: {type}\r\nConnection: close\r\n",
            length is { } whole ? $"Content-Length: {whole}\r\n" : "Transfer-Encoding: chunked\r\n",
            string.Concat(reply.Headers.Select(h => $"{h.Name}: {h.Value}\r\n")),
            "\r\n");

    /// <returns>Whether all of it was sent.</returns>
    private static async Task<bool> WriteBodyAsync(Stream stream, ModelReply reply, IReadOnlyList<byte[]> pieces, bool isChunked, CancellationToken cancellationToken)
    {
        var left = reply.CutAfter ?? reply.HangAfter ?? int.MaxValue;
        foreach (var piece in pieces)
        {
            var part = piece[..Math.Min(piece.Length, left)];
            left -= part.Length;
            if (part.Length > 0)
                await WritePieceAsync(stream, part, isChunked, cancellationToken);
            if (part.Length == piece.Length)
                continue;

            if (reply.HangAfter is not null)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            return false;
        }

        return true;
    }

    private static async Task WritePieceAsync(Stream stream, byte[] part, bool isChunked, CancellationToken cancellationToken)
    {
        if (isChunked)
            part = [.. Encoding.ASCII.GetBytes($"{part.Length:x}\r\n"), .. part, .. "\r\n"u8];
        await stream.WriteAsync(part, cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }
}
