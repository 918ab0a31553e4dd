using System.Globalization;

namespace Ouroboros.Techniques.Models.Money;

/// <summary>Money as people read it.</summary>
public static class Dollars
{
    public static string Text(decimal money) => string.Create(CultureInfo.InvariantCulture, $"${money:0.00######}");
}
