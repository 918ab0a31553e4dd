using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Cli.Doctor;

/// <summary>Loads every grammar and reads a file with nothing in it.</summary>
internal static class NativeLibraries
{
    public static Finding Examine()
    {
        var parser = new TreeSitterParser();
        var languages = Enum.GetValues<Language>();
        foreach (var language in languages)
            parser.FindFaults("\n"u8.ToArray(), language, SyntaxLimits.Default, CancellationToken.None);

        return new Finding("", Verdict.Good, $"tree-sitter reads {string.Join(", ", languages)}", null);
    }
}
