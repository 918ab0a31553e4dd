using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Context;

public enum PieceForm
{
    /// <summary>Every line of it.</summary>
    Body,

    /// <summary>Its first lines; the rest did not fit.</summary>
    Cut,

    /// <summary>Its header alone.</summary>
    Signature,

    /// <summary>A file that is merely named.</summary>
    Name,
}

/// <summary>Something that a pack shows. Lines count from 1; a file that is merely named has none.</summary>
public sealed record ContextPiece(RepoPath Path, int StartLine, int EndLine, PieceForm Form);

/// <summary>What a model is shown of a project, ready to send: each file in a fence of its own, with the numbers of its lines.</summary>
/// <param name="Tokens">By the estimate it was packed with; never more than its budget.</param>
/// <param name="LeftOut">How many definitions it shows nothing of.</param>
public sealed record ContextPack(string Text, int Tokens, IReadOnlyList<ContextPiece> Pieces, int LeftOut);
