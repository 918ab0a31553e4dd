using System.Collections.Frozen;

namespace Ouroboros.Techniques.Secrets;

/// <summary>Tells from a name whether its value is secret, word by word: <c>API_TOKEN</c> is, <c>tokenizer</c> and <c>token_count</c> are not.</summary>
public static class SecretNames
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "password", "passwd", "passwort", "pass", "pwd", "passphrase", "secret", "secrets", "token", "apikey", "credential", "credentials",
        "authtoken", "accesstoken", "secretkey", "privatekey", "accesskey", "apitoken",
    ]);

    private static readonly FrozenSet<string> BeforeKey = FrozenSet.ToFrozenSet(
        ["api", "access", "secret", "private", "auth", "encryption", "signing", "account", "master", "service", "storage", "shared", "deploy", "license"]);

    public static bool IsSecret(ReadOnlySpan<char> name)
    {
        if (name.Length > 200)
            return false;

        var words = Split(name);
        while (words.Count > 1 && (words[^1] is "value" or "text" or "default" or "base64" || words[^1].All(char.IsAsciiDigit)))
            words.RemoveAt(words.Count - 1);

        return words.Count > 0
            && (Words.Contains(words[^1]) || (words[^1] == "key" && words.Count > 1 && BeforeKey.Contains(words[^2])));
    }

    private static List<string> Split(ReadOnlySpan<char> name)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var ends = i == name.Length || !char.IsAsciiLetterOrDigit(name[i])
                || (i > start && char.IsAsciiLetterUpper(name[i]) && char.IsAsciiLetterLower(name[i - 1]));
            if (!ends)
                continue;

            if (i > start)
                words.Add(name[start..i].ToString().ToLowerInvariant());
            start = i < name.Length && char.IsAsciiLetterOrDigit(name[i]) ? i : i + 1;
        }

        return words;
    }
}
