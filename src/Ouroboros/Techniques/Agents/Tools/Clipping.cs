namespace Ouroboros.Techniques.Agents.Tools;

/// <summary>Keeps what a tool says short: of a long text the head and the tail.</summary>
internal static class Clipping
{
    private const int Most = 10_000, Half = 5_000;

    public static string Of(string text) => text.Length <= Most
        ? text
        : $"{text[..Whole(text, Half)]}\n… {text.Length - (2 * Half)} characters left out …\n{text[Whole(text, text.Length - Half)..]}";

    // Never between the halves of a character.
    private static int Whole(string text, int at) => char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
