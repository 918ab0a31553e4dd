using System.Globalization;

namespace Ouroboros.Runs;

/// <summary>
/// Names one process for good: its number is given again after its end, but not with the same start in the same boot.
/// </summary>
public sealed record ProcessMark(int Number, long StartedAtTick, string Boot)
{
    public static ProcessMark Own { get; } = Of(Environment.ProcessId)!;

    /// <summary>Whether that very process still runs. One that ended and was not yet waited for does not.</summary>
    public bool IsAlive => Of(Number) == this;

    public static ProcessMark? Parse(string text) =>
        text.Split(' ') is [var number, var start, var boot]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var tick)
            ? new ProcessMark(pid, tick, boot)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {StartedAtTick} {Boot}");

    /// <summary>Null when no such process runs.</summary>
    public static ProcessMark? Of(int number)
    {
        try
        {
            // The name in parentheses may hold anything, so the fields are counted from its end: state is the first, start the 20th.
            var stat = File.ReadAllText($"/proc/{number.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X"
                ? null
                : new ProcessMark(number, long.Parse(fields[19], CultureInfo.InvariantCulture), File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim());
        }
        catch (IOException)
        {
            return null;
        }
    }
}
