using System.Collections.Concurrent;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.CodeGraph.Symbols;

/// <summary>Symbols by the text they were read from, so that a graph of the next state of a project reads only what changed. Safe to share.</summary>
public sealed class SymbolMemo(ISyntaxParser parser)
{
    private const int MostFiles = 50_000;
    private const int LargestFile = 1 << 20;

    // Code that people write is not nested more deeply; what is, is data or an attack.
    private static readonly SyntaxLimits Limits = SyntaxLimits.Default with { Bytes = LargestFile, Depth = 1_000 };

    private readonly ConcurrentDictionary<(ContentHash, Language), FileSymbols> known = new();

    /// <summary>How many texts were really parsed.</summary>
    public int Parsed => parsed;

    private int parsed;

    /// <summary>Null where the language is not known.</summary>
    public FileSymbols? Read(RepoPath path, byte[] file, CancellationToken cancellationToken)
    {
        if (Languages.OfExtension(path.Extension) is not { } language)
            return null;

        if (file.Length > LargestFile)
            return FileSymbols.Unread(language, $"larger than the limit of {LargestFile:N0} bytes");

        var key = (ContentHash.Of(file), language);
        if (known.TryGetValue(key, out var symbols))
            return symbols;

        symbols = Parse(file, language, cancellationToken);
        if (known.Count < MostFiles)
            known.TryAdd(key, symbols);

        return symbols;
    }

    private FileSymbols Parse(byte[] file, Language language, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref parsed);
        try
        {
            return SymbolReader.Read(parser.Parse(SourceText.ToUtf8(file), language, Limits, cancellationToken), cancellationToken);
        }
        catch (SyntaxLimitException beyond)
        {
            return FileSymbols.Unread(language, beyond.Message);
        }
    }
}
