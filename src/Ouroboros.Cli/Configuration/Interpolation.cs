using System.Text;

namespace Ouroboros.Cli.Configuration;

/// <summary>
/// <c>${VAR}</c>, <c>${VAR:-default}</c> and <c>${VAR:?message}</c>, once and not again in what came in. <c>$$</c> is one dollar sign.
/// </summary>
internal static class Interpolation
{
    public static string Expand(string text, Func<string, string?> variable, out string? problem)
    {
        problem = null;
        if (!text.Contains('$', StringComparison.Ordinal))
            return text;

        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$' || at + 1 == text.Length)
            {
                expanded.Append(text[at]);
            }
            else if (text[at + 1] == '$')
            {
                expanded.Append('$');
                at++;
            }
            else if (text[at + 1] == '{' && text.IndexOf('}', at) is > 0 and var end)
            {
                expanded.Append(Resolve(text[(at + 2)..end], variable, ref problem));
                at = end;
            }
            else
            {
                expanded.Append('$');
            }
        }

        return expanded.ToString();
    }

    private static string Resolve(string inside, Func<string, string?> variable, ref string? problem)
    {
        var colon = inside.IndexOf(':');
        var name = colon < 0 ? inside : inside[..colon];
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            problem ??= $"holds '${{{inside}}}', which names no variable";
            return "";
        }

        if (variable(name) is { Length: > 0 } value)
            return value;

        var rest = colon < 0 ? "" : inside[(colon + 1)..];
        if (rest.StartsWith('-'))
            return rest[1..];

        problem ??= rest.StartsWith('?') && rest.Length > 1
            ? $"needs the variable {name}: {rest[1..]}"
            : $"needs the variable {name}, which is not set";
        return "";
    }
}
