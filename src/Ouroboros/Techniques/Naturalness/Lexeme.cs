namespace Ouroboros.Techniques.Naturalness;

public enum LexemeKind : byte
{
    /// <summary>The start of a logical line; its hash is its indentation where that means something.</summary>
    LineStart,
    Word,
    Number,
    Text,
    Mark,
}

/// <summary>One token. Offsets are bytes; equal tokens have equal hashes.</summary>
public readonly record struct Lexeme(int Start, int End, LexemeKind Kind, ulong Hash);
