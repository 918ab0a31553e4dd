using System.Text;

namespace Ouroboros.EndToEnd.Stand;

/// <summary>Processes that outlived the command.</summary>
internal static class Leftovers
{
    /// <summary>Those whose command line holds the words, once they had time to die.</summary>
    public static IReadOnlyList<string> Mentioning(string words)
    {
        // A killed process is reaped by whoever inherited it, which takes a moment.
        for (var patience = 0; patience < 100; patience++)
        {
            if (Find(words).Count == 0)
                return [];
            Thread.Sleep(50);
        }

        return Find(words);
    }

    private static List<string> Find(string words)
    {
        var found = new List<string>();
        foreach (var folder in Directory.GetDirectories("/proc").Where(f => char.IsDigit(f[6])))
        {
            if (Read(folder + "/cmdline") is { } line && line.Contains(words, StringComparison.Ordinal))
                found.Add($"{folder[6..]} {line.Replace('\0', ' ')}");
        }

        return found;
    }

    private static string? Read(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(file));
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
