using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Bench.Syntax;

/// <summary>Real files where the machine has them, otherwise one snippet written out many times with other names.</summary>
internal static class Inputs
{
    private const long Enough = 600_000;
    private const int Copies = 60;

    public static IReadOnlyList<string> For(Language language, string repository, string directory)
    {
        var found = language switch
        {
            Language.Python => Take("/usr/lib/python3", "*.py"),
            Language.JavaScript => Take("/usr/lib/node_modules", "*.js"),
            Language.CSharp => Take(Path.Join(repository, "src"), "*.cs"),
            _ => [],
        };
        return found.Count > 0 ? found : Synthesised(language, repository, directory);
    }

    private static List<string> Take(string root, string pattern)
    {
        if (!Directory.Exists(root))
            return [];

        var taken = new List<string>();
        var bytes = 0L;
        foreach (var file in Directory.EnumerateFiles(root, pattern, SearchOption.AllDirectories).Where(IsSource).Order(StringComparer.Ordinal))
        {
            taken.Add(file);
            bytes += new FileInfo(file).Length;
            if (bytes > Enough)
                break;
        }

        return taken;
    }

    private static bool IsSource(string path) =>
        new FileInfo(path) is { Length: > 200 and < 400_000, LinkTarget: null } && !path.Contains("/obj/", StringComparison.Ordinal);

    private static List<string> Synthesised(Language language, string repository, string directory)
    {
        Directory.CreateDirectory(directory);
        var source = Directory.GetFiles(Path.Join(repository, "bench/syntax/snippets"), $"{language}.*".ToLowerInvariant()).Single();
        var text = File.ReadAllText(source);
        var files = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var file = Path.Join(directory, $"{i}{Path.GetExtension(source)}");
            File.WriteAllText(file, string.Concat(Enumerable.Range(i * Copies, Copies).Select(n => text.Replace("Thing", $"Thing{n}", StringComparison.Ordinal))));
            files.Add(file);
        }

        return files;
    }
}
