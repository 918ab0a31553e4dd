using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Ouroboros.Techniques.Secrets;

/// <summary>
/// Takes secrets out of text that is shown, recorded or sent. Linear in the length of the text, and redacting twice changes nothing.
/// </summary>
/// <param name="known">Exact values that are secret on this machine, such as those of <see cref="KnownSecrets"/>.</param>
public sealed class SecretRedactor(IEnumerable<string> known)
{
    private readonly ExactValues exact = new(known);

    /// <summary>Knows the forms of common secrets, and no exact values.</summary>
    public static SecretRedactor ByForm { get; } = new([]);

    public string Redact(string text)
    {
        var cleared = exact.Redact(text);
        if (!SecretForms.MayStandIn(cleared))
            return cleared;

        cleared = PrivateKeyBlocks.Redact(cleared);
        cleared = SecretForms.Form.Replace(cleared, SecretForms.Mark);
        cleared = SecretForms.Url.Replace(cleared, m => SecretForms.MarkGroup(m, "url-password"));
        cleared = SecretForms.Bearer.Replace(cleared, m => SecretForms.MarkGroup(m, "bearer-token"));
        return SecretAssignments.Redact(cleared);
    }
}

/// <summary>What stands in place of a secret.</summary>
internal static class Mark
{
    private const string Opening = "[redacted:";

    public static string Of(string kind) => $"{Opening}{kind}]";

    public static bool IsIn(ReadOnlySpan<char> text) => text.Contains(Opening, StringComparison.Ordinal);
}

/// <summary>Replaces exact values in one pass, the longest first where several begin.</summary>
internal sealed class ExactValues
{
    private readonly string[] values;
    private readonly SearchValues<string>? search;

    public ExactValues(IEnumerable<string> known)
    {
        values = [.. known.Where(v => v.Length > 0).SelectMany(Spellings).Distinct().OrderByDescending(v => v.Length).ThenBy(v => v, StringComparer.Ordinal)];
        search = values.Length == 0 ? null : SearchValues.Create(values, StringComparison.Ordinal);
    }

    public string Redact(string text)
    {
        if (search is null || !text.AsSpan().ContainsAny(search))
            return text;

        var cleared = new StringBuilder(text.Length);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(search); at >= 0; at = rest.IndexOfAny(search))
        {
            cleared.Append(rest[..at]).Append(Mark.Of("known-secret"));
            rest = rest[(at + LengthAt(rest[at..]))..];
        }

        return cleared.Append(rest).ToString();
    }

    private int LengthAt(ReadOnlySpan<char> text)
    {
        foreach (var value in values)
        {
            if (text.StartsWith(value, StringComparison.Ordinal))
                return value.Length;
        }

        return 1;
    }

    // The same secret inside JSON and inside an address looks different.
    private static IEnumerable<string> Spellings(string value)
    {
        yield return value;
        yield return System.Text.Json.JsonEncodedText.Encode(value).ToString();
        yield return Uri.EscapeDataString(value);
        yield return value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }
}
