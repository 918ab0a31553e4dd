namespace Ouroboros.Techniques.Syntax;

/// <summary>Finds patterns in source text, written in tree-sitter's query language. Safe to call from several threads.</summary>
public interface ISyntaxQueries
{
    /// <exception cref="SyntaxQueryException">The pattern is not well-formed or not of this language.</exception>
    ISyntaxQuery Compile(Language language, string pattern);
}

/// <summary>A compiled pattern. Reusable, and safe to call from several threads.</summary>
public interface ISyntaxQuery : IDisposable
{
    /// <summary>Every match whose predicates hold, in the order of the text.</summary>
    /// <exception cref="SyntaxLimitException">The input is beyond <paramref name="limits"/>.</exception>
    IReadOnlyList<SyntaxMatch> Match(ReadOnlyMemory<byte> utf8, SyntaxLimits limits, CancellationToken cancellationToken);
}

/// <summary>One place where a pattern fits.</summary>
/// <param name="Pattern">Which of the query's patterns, counted from 0.</param>
public sealed record SyntaxMatch(int Pattern, IReadOnlyList<SyntaxCapture> Captures)
{
    public IEnumerable<SyntaxCapture> Of(string name) => Captures.Where(c => c.Name == name);
}

/// <summary>A node that a match gave a name, as bytes of the text.</summary>
public readonly record struct SyntaxCapture(string Name, string Kind, int Start, int End, int Line);

/// <summary>A query that cannot be compiled. The message says where and why.</summary>
public sealed class SyntaxQueryException(string message) : Exception(message);
