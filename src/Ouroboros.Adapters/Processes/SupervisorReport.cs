using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Adapters.Processes;

/// <summary>The supervisor's last words: text, its length, a mark.</summary>
internal sealed record SupervisorReport(CommandEnd End, int? ExitCode, int? Signal, long PeakMemoryBytes, string Reason)
{
    public const int MostBytes = 4096;

    private static ReadOnlySpan<byte> Mark => "OUROEXEC"u8;

    public static SupervisorReport? TryRead(ReadOnlySpan<byte> end, out int length)
    {
        length = 0;
        if (end.Length < Mark.Length + 4 || !end.EndsWith(Mark))
            return null;
        var size = BinaryPrimitives.ReadInt32LittleEndian(end[^(Mark.Length + 4)..]);
        var all = size + 4 + Mark.Length;
        if (size < 0 || all > end.Length || Parse(Encoding.UTF8.GetString(end.Slice(end.Length - all, size))) is not { } report)
            return null;
        length = all;
        return report;
    }

    // "exited 0 -1 123456\nreason"
    private static SupervisorReport? Parse(string text)
    {
        var lines = text.Split('\n', 2);
        if (lines.Length < 2 || lines[0].Split(' ') is not [var end, var code, var signal, var peak])
            return null;
        if (!TryNumber(code, out var exitCode) || !TryNumber(signal, out var number) || !TryNumber(peak, out var bytes))
            return null;
        return new SupervisorReport(EndOf(end, number), (int?)exitCode, (int?)number, bytes ?? 0, lines[1]);
    }

    private static CommandEnd EndOf(string word, long? signal) => word switch
    {
        "exited" => signal is null ? CommandEnd.Exited : CommandEnd.Signalled,
        "timeout" => CommandEnd.TimedOut,
        "memory" => CommandEnd.OverMemory,
        "processes" => CommandEnd.OverProcesses,
        "disk" => CommandEnd.OverDisk,
        "cancelled" => CommandEnd.Cancelled,
        _ => CommandEnd.NotStarted,
    };

    // Below zero means none.
    private static bool TryNumber(string text, out long? number)
    {
        var known = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        number = value < 0 ? null : value;
        return known;
    }
}
