using System.Globalization;
using System.Numerics;
using Microsoft.CodeAnalysis;
using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>What operators make of values, as the language has it. What would throw is unknown.</summary>
internal static class Numbers
{
    public static object? Calculated(char sign, Sort sort, object? one, object? other)
    {
        if (one is null or Unknown || other is null or Unknown)
            return Unknown.Value;

        try
        {
            return sort switch
            {
                Sort.Whole => Of(sign, Convert.ToInt32(one, CultureInfo.InvariantCulture), Convert.ToInt32(other, CultureInfo.InvariantCulture)),
                Sort.Long => Of(sign, Convert.ToInt64(one, CultureInfo.InvariantCulture), Convert.ToInt64(other, CultureInfo.InvariantCulture)),
                Sort.Single => Of(sign, ToSingle(one), ToSingle(other)),
                Sort.Real => Of(sign, ToReal(one), ToReal(other)),
                Sort.Money => Of(sign, ToMoney(one), ToMoney(other)),
                _ => Unknown.Value,
            };
        }
        catch (Exception e) when (e is ArithmeticException or InvalidCastException)
        {
            return Unknown.Value;
        }
    }

    /// <summary>Below 0, 0 or above, or null where nothing can be said.</summary>
    public static int? Compared(Sort sort, object? one, object? other)
    {
        if (one is null or Unknown || other is null or Unknown)
            return null;

        return sort switch
        {
            Sort.Whole or Sort.Long or Sort.Letter => Convert.ToInt64(one, CultureInfo.InvariantCulture).CompareTo(Convert.ToInt64(other, CultureInfo.InvariantCulture)),
            Sort.Single or Sort.Real => double.IsNaN(ToReal(one)) || double.IsNaN(ToReal(other)) ? null : ToReal(one).CompareTo(ToReal(other)),
            Sort.Money => ToMoney(one).CompareTo(ToMoney(other)),
            Sort.Choice => one is Choice a && other is Choice b ? a.Number.CompareTo(b.Number) : null,
            _ => one.GetType() == other.GetType() && one is IComparable ordered ? ordered.CompareTo(other) : null,
        };
    }

    /// <summary>A value as another type has it, where the compiler would change it without being told.</summary>
    public static object? Widened(Shape shape, object? value)
    {
        try
        {
            return value is null or Unknown || value is not IConvertible ? value : shape.Type.SpecialType switch
            {
                SpecialType.System_Int64 => Convert.ToInt64(value, CultureInfo.InvariantCulture),
                SpecialType.System_Double => ToReal(value),
                SpecialType.System_Single => ToSingle(value),
                SpecialType.System_Decimal when value is not (double or float) => ToMoney(value),
                SpecialType.System_Int32 when value is byte or sbyte or short or ushort or char => Convert.ToInt32(value, CultureInfo.InvariantCulture),
                SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16
                    or SpecialType.System_UInt16 or SpecialType.System_UInt32 or SpecialType.System_UInt64
                    when value is int => Convert.ToInt64(value, CultureInfo.InvariantCulture),
                _ => value,
            };
        }
        catch (Exception e) when (e is ArithmeticException or InvalidCastException or FormatException)
        {
            return Unknown.Value;
        }
    }

    private static double ToReal(object value) => value is char one ? one : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static float ToSingle(object value) => value is char one ? one : Convert.ToSingle(value, CultureInfo.InvariantCulture);

    private static decimal ToMoney(object value) => value is char one ? one : Convert.ToDecimal(value, CultureInfo.InvariantCulture);

    // Unchecked, as the language has it.
    private static object Of<T>(char sign, T a, T b)
        where T : INumber<T> => sign switch
    {
        '+' => a + b,
        '-' => a - b,
        '*' => a * b,
        '/' => a / b,
        '%' => a % b,
        '<' => T.Min(a, b),
        _ => T.Max(a, b),
    };
}
