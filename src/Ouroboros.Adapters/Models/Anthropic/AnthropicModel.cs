using System.Globalization;
using System.Text.RegularExpressions;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>What a model takes, by the version in its name; one whose name tells none is taken for the newest.</summary>
internal static partial class AnthropicModel
{
    /// <summary>Whether it decides itself how long to think; earlier ones are given a number of tokens.</summary>
    public static bool IsAdaptive(string name) => Version(name) >= 4.6;

    /// <summary>Whether it takes a temperature and the like; since 4.7 they are refused.</summary>
    public static bool TakesSampling(string name) => Version(name) < 4.7;

    // claude-opus-4-7, claude-sonnet-4-5-20250929, claude-3-5-haiku-latest, claude-opus-5
    private static double Version(string name)
    {
        var found = Numbers.Match(name);
        return found.Success
            ? double.Parse($"{found.Groups["major"].Value}.{(found.Groups["minor"] is { Success: true } minor ? minor.Value : "0")}", CultureInfo.InvariantCulture)
            : double.MaxValue;
    }

    [GeneratedRegex(@"-(?<major>\d{1,2})([-.](?<minor>\d))?(?=-|$|@)", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Numbers { get; }
}
