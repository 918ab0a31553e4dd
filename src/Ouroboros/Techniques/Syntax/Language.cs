namespace Ouroboros.Techniques.Syntax;

public enum Language
{
    Python,

    /// <summary>JavaScript, JSX included.</summary>
    JavaScript,
    TypeScript,
    Tsx,
    CSharp,
    Java,
    Go,
}

public static class Languages
{
    /// <summary>The language of a file by its extension, or null when the product does not know it.</summary>
    public static Language? OfExtension(string extension) => extension.ToLowerInvariant() switch
    {
        ".py" or ".pyi" => Language.Python,
        ".js" or ".jsx" or ".mjs" or ".cjs" => Language.JavaScript,
        ".ts" or ".mts" or ".cts" => Language.TypeScript,
        ".tsx" => Language.Tsx,
        ".cs" => Language.CSharp,
        ".java" => Language.Java,
        ".go" => Language.Go,
        _ => null,
    };
}
