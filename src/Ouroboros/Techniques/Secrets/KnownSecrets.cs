namespace Ouroboros.Techniques.Secrets;

/// <summary>Finds the exact values that are secret here, among the variables of the environment and of .env files.</summary>
public static class KnownSecrets
{
    // Shorter values would blot out ordinary words wherever they occur.
    private const int Shortest = 8;

    public static IEnumerable<string> Among(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.Where(v => SecretNames.IsSecret(v.Key)).Select(v => v.Value.Trim()).Where(IsWorthHiding).Distinct();

    // Paths (SSH_AUTH_…, …_TOKEN_FILE) and flags stand in such variables too.
    private static bool IsWorthHiding(string value) =>
        value.Length >= Shortest && value[0] != '/' && !value.All(char.IsAsciiDigit) && !SecretForms.IsPlaceholder(value);
}
