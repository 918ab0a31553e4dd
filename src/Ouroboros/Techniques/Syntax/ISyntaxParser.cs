namespace Ouroboros.Techniques.Syntax;

/// <summary>Reads source text of any of the languages. Safe to call from several threads.</summary>
public interface ISyntaxParser
{
    /// <summary>The whole tree. Never fails on bad input: errors stand in the tree.</summary>
    /// <exception cref="SyntaxLimitException">The input is beyond <paramref name="limits"/>.</exception>
    SyntaxTree Parse(ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken);

    /// <summary>
    /// Only the errors, without building a tree: the fast path of the syntax gate. Ordered as in the tree, an error
    /// before those within it; stops after as many as <paramref name="limits"/> allow.
    /// </summary>
    /// <exception cref="SyntaxLimitException">The input is beyond <paramref name="limits"/>.</exception>
    IReadOnlyList<SyntaxFault> FindFaults(
        ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken);
}
