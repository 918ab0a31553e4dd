using System.Diagnostics.CodeAnalysis;

namespace Ouroboros.Techniques.Models;

/// <summary>A model of a provider, written <c>provider:name</c>.</summary>
public readonly record struct ModelName(string Provider, string Name)
{
    private const int Longest = 200;

    public static bool TryParse(string text, out ModelName name)
    {
        name = default;
        var at = text.IndexOf(':');
        if (at <= 0 || at == text.Length - 1 || text.Length > Longest)
            return false;

        var (provider, rest) = (text[..at].Trim(), text[(at + 1)..].Trim());
        if (!IsProvider(provider) || rest.Length == 0 || rest.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return false;

        name = new ModelName(provider, rest);
        return true;
    }

    public static bool IsProvider([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= 40 } && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_') && char.IsAsciiLetter(text[0]);

    public override string ToString() => $"{Provider}:{Name}";
}
