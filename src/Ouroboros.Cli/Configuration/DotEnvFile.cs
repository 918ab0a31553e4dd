namespace Ouroboros.Cli.Configuration;

/// <summary>Reads <c>NAME=value</c> lines. A project's .env is full of its own: what is no variable of ours is passed over.</summary>
internal static class DotEnvFile
{
    private const int MostBytes = 1 << 20;

    public static Dictionary<string, Entry> Read(string path, string name, List<string> problems)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        try
        {
            var number = 0;
            foreach (var line in PlainText.Read(path, MostBytes).Split('\n'))
            {
                number++;
                if (Parse(line) is { } pair)
                    entries[pair.Name] = new Entry(pair.Value, $"{name}:{number}");
            }
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{name} cannot be read: {trouble.Message}");
        }

        return entries;
    }

    internal static (string Name, string Value)? Parse(string line)
    {
        var text = line.Trim();
        if (text.StartsWith("export ", StringComparison.Ordinal))
            text = text[7..].TrimStart();

        var equals = text.IndexOf('=');
        if (equals <= 0 || text[0] == '#')
            return null;

        var name = text[..equals].TrimEnd();
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') ? (name, Unquote(text[(equals + 1)..].Trim())) : null;
    }

    private static string Unquote(string value)
    {
        if (value.Length > 0 && value[0] is '"' or '\'')
        {
            var end = value.IndexOf(value[0], 1);
            if (end > 0)
                return value[1..end];
        }

        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }
}
