namespace Ouroboros.Techniques.Syntax;

/// <summary>How much input a parse may take on.</summary>
/// <param name="Time">Processor time of the parsing thread, so that a busy machine refuses no good file.</param>
/// <param name="Faults">How many faults are looked at; more are not told apart.</param>
public sealed record SyntaxLimits(int Bytes, int Depth, TimeSpan Time, int Faults)
{
    public static SyntaxLimits Default { get; } = new(32 << 20, 5_000, TimeSpan.FromSeconds(10), 1_000);

    /// <summary>The most memory, in bytes, that one parse may hold.</summary>
    public long Memory { get; init; } = 768L << 20;
}

/// <summary>Input too large, too deep or too slow to parse. The message names the limit and reads on after a file's name.</summary>
public sealed class SyntaxLimitException(string message) : Exception(message);
