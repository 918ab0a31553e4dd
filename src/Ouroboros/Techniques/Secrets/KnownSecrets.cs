namespace Ouroboros.Techniques.Secrets;

/// <summary>Finds the exact values that are secret here: in the environment and in .env files.</summary>
public static class KnownSecrets
{
    // Shorter values would blot out ordinary words wherever they occur.
    private const int Shortest = 8;

    public static IEnumerable<string> Among(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.Where(v => SecretNames.IsSecret(v.Key)).Select(v => v.Value.Trim()).Where(IsWorthHiding).Distinct();

    /// <summary>The same for the text of a .env file.</summary>
    public static IEnumerable<string> InEnvFile(string text) => Among(Entries(text));

    private static IEnumerable<KeyValuePair<string, string>> Entries(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var entry = line.Trim();
            if (entry.StartsWith("export ", StringComparison.Ordinal))
                entry = entry[7..].TrimStart();

            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && entry[0] != '#')
                yield return KeyValuePair.Create(entry[..equals].Trim(), Unquote(entry[(equals + 1)..].Trim()));
        }
    }

    private static string Unquote(string value)
    {
        if (value.Length >= 2 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is var end and > 0)
            return value[1..end];

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }

    // Paths (SSH_AUTH_…, …_TOKEN_FILE) and flags stand in such variables too.
    private static bool IsWorthHiding(string value) =>
        value.Length >= Shortest && value[0] != '/' && !value.All(char.IsAsciiDigit) && !SecretForms.IsPlaceholder(value);
}
