namespace Ouroboros.Techniques.Refinement;

/// <summary>What is cut out at once, widest first.</summary>
public enum MaskLevel
{
    /// <summary>All that a function does; what it is called, takes and says of itself stays.</summary>
    Function,
    Block,
    Statement,
    Condition,
    Expression,
}

/// <summary>A part of a file that can be cut out and filled again: one node of the tree, or all the statements of a body.</summary>
/// <param name="Start">In bytes, as <paramref name="End"/>.</param>
/// <param name="Suspicion">Of its most suspicious line, from 0 to 1.</param>
public readonly record struct MaskSpan(MaskLevel Level, int Start, int End, int StartLine, int EndLine, double Suspicion)
{
    public int Length => End - Start;
}
