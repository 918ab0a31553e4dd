namespace Ouroboros.Techniques.Syntax;

/// <summary>Reads source text of any of the languages. Safe to call from several threads.</summary>
public interface ISyntaxParser
{
    /// <summary>The whole tree. Never fails on bad input: errors stand in the tree.</summary>
    /// <exception cref="SyntaxLimitException">The input is beyond <paramref name="limits"/>.</exception>
    SyntaxTree Parse(ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken);

    /// <summary>Only the errors, without building a tree: the fast path of the syntax gate.</summary>
    /// <exception cref="SyntaxLimitException">The input is beyond <paramref name="limits"/>.</exception>
    IReadOnlyList<SyntaxFault> FindFaults(
        ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken);
}

/// <summary>How much input a parse may take on.</summary>
public sealed record SyntaxLimits(int Bytes, int Depth, TimeSpan Time, int Faults)
{
    public static SyntaxLimits Default { get; } = new(32 << 20, 5_000, TimeSpan.FromSeconds(10), 1_000);
}

/// <summary>Input too large, too deep or too slow to parse. The message names the limit.</summary>
public sealed class SyntaxLimitException(string message) : Exception(message);

/// <summary>One place where the text is not of its language. Line and column count from 1; columns count characters.</summary>
/// <param name="Missing">What the parser had to invent, or null where it skipped text instead.</param>
public sealed record SyntaxFault(int Start, int Length, int Line, int Column, string? Missing, string Excerpt);
