namespace Ouroboros.CSharpHost.Watching;

/// <summary>Numbers that are equal for values that no test could tell apart, in every process.</summary>
internal static class Marks
{
    private const ulong Seed = 0xcbf29ce484222325, Prime = 0x100000001b3;

    public static ulong Of(object? value) => value switch
    {
        null => 1,
        Unknown => 2,
        bool truth => truth ? 3UL : 4UL,
        char one => Joined(5, one),
        string text => Of(text),
        int number => Joined(7, unchecked((ulong)number)),
        long number => Joined(8, unchecked((ulong)number)),
        double number => Joined(9, BitConverter.DoubleToUInt64Bits(number)),
        float number => Joined(10, BitConverter.SingleToUInt32Bits(number)),
        decimal number => Of(number),
        Held held => held.Mark,
        Choice choice => Joined(Joined(12, Of(choice.Type)), unchecked((ulong)choice.Number)),
        byte or sbyte or short or ushort or uint => Joined(13, unchecked((ulong)Convert.ToInt64(value, null))),
        ulong number => Joined(14, number),
        DateTime time => Joined(15, unchecked((ulong)time.Ticks)),
        TimeSpan span => Joined(16, unchecked((ulong)span.Ticks)),
        DateOnly day => Joined(17, unchecked((ulong)day.DayNumber)),
        _ => Of(value.ToString() ?? ""),
    };

    public static ulong Joined(ulong one, ulong other)
    {
        var mixed = (one ^ (other + 0x9e3779b97f4a7c15 + (one << 6) + (one >> 2))) * Prime;
        return mixed ^ (mixed >> 29);
    }

    private static ulong Of(string text)
    {
        var mark = Seed;
        foreach (var one in text)
            mark = (mark ^ one) * Prime;

        return Joined(6, mark);
    }

    // 1.0 and 1.00 are the same number.
    private static ulong Of(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number / 1.0000000000000000000000000000m, bits);
        var mark = 11UL;
        foreach (var part in bits)
            mark = Joined(mark, unchecked((ulong)part));

        return mark;
    }
}
