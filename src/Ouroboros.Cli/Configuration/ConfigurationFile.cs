using System.Text;

namespace Ouroboros.Cli.Configuration;

/// <summary>Changes one line of a configuration file and leaves every other as the person wrote it.</summary>
internal static class ConfigurationFile
{
    public static void Set(string file, string key, string value)
    {
        var lines = File.Exists(file) ? File.ReadAllText(file).Split('\n').ToList() : [];
        if (lines is [.., ""])
            lines.RemoveAt(lines.Count - 1);

        var line = $"{key}: {Quote(value)}";
        var at = lines.FindIndex(l => l.StartsWith(key, StringComparison.Ordinal) && l[key.Length..].TrimStart().StartsWith(':'));
        if (at < 0)
            lines.Add(line);
        else
            lines[at] = line;

        Replace(file, string.Join('\n', lines) + "\n");
    }

    // Numbers, words and flags read best bare; anything else must not be taken for YAML.
    private static string Quote(string value) =>
        value.Length > 0 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_') ? value : $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static void Replace(string file, string text)
    {
        // Through a link, so that settings kept elsewhere and linked in stay linked.
        var target = File.Exists(file) ? new FileInfo(file).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file : file;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var fresh = $"{target}.new";
        using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

#pragma warning disable RS0030 // The person's own settings, changed by the person's own command: no patch, no transaction.
        File.Move(fresh, target, overwrite: true);
#pragma warning restore RS0030
    }
}
