using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Adapters.TreeSitter;

/// <summary>Reads the seven languages through tree-sitter. Needs no disposal: idle parsers are shared by the process.</summary>
public sealed class TreeSitterParser : ISyntaxParser
{
    public SyntaxTree Parse(
        ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken)
    {
        using var parsed = new ParsedSource(utf8, language, limits, cancellationToken);
        return RowReader.Read(parsed);
    }

    public IReadOnlyList<SyntaxFault> FindFaults(
        ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken)
    {
        using var parsed = new ParsedSource(utf8, language, limits, cancellationToken);
        return FaultReader.Read(parsed);
    }
}
