using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>A file that may hold something like what another one holds.</summary>
public sealed class KindredFile(SyntaxTree tree, FileFacts facts)
{
    private IReadOnlyList<Passage>? passages;

    public FileFacts Facts => facts;

    /// <summary>The functions that are neither too small to tell anything nor too large to be laid beside another.</summary>
    internal IReadOnlyList<Passage> Passages => passages ??= [.. facts.Functions.Select(f => Passage.Of(this, f)).OfType<Passage>()];

    public SyntaxTree Tree => tree;
}
