using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>What one file defines and what it mentions. The same text gives the same, wherever it lies.</summary>
/// <param name="Definitions">In the order of the text, the file itself first.</param>
public sealed record FileSymbols(
    Language Language, IReadOnlyList<SymbolDefinition> Definitions, IReadOnlyList<SymbolReference> References, IReadOnlyList<SymbolImport> Imports)
{
    /// <summary>The namespaces (C#) or the package (Java) that it adds to; empty for other languages.</summary>
    public IReadOnlyList<string> Spaces { get; init; } = [];

    /// <summary>Why nothing, or not all, was read of it; null where all was.</summary>
    public string? Shortcoming { get; init; }

    public SymbolDefinition File => Definitions[0];

    /// <summary>Of a file that is not read. It still has a place in the graph.</summary>
    public static FileSymbols Unread(Language language, string why) =>
        new(language, [new SymbolDefinition(SymbolKind.File, "", "", 1, 1, "", -1)], [], []) { Shortcoming = why };
}
