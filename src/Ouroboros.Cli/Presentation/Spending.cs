using System.Globalization;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Presentation;

/// <summary>What was spent, in words.</summary>
internal static class Spending
{
    public static string Of(Charge used) => used.Money > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{used.Tokens:N0} tokens, ${used.Money:0.00##}")
        : string.Create(CultureInfo.InvariantCulture, $"{used.Tokens:N0} tokens");
}
