using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces.Diffs;

namespace Ouroboros.Techniques.Refinement;

/// <summary>Tells what a draft would break in the syntax of a file that was whole there before.</summary>
internal sealed class DraftSyntax(ISyntaxParser parser)
{
    private readonly Dictionary<RefinedFile, IReadOnlyList<SyntaxFault>> before = [];

    /// <summary>The first fault that the file did not have in the snapshot, for people; null where there is none.</summary>
    public string? FaultOf(RefinedFile file, byte[] text, CancellationToken cancellationToken)
    {
        try
        {
            var now = Find(file, text, cancellationToken);
            if (now.Count == 0)
                return null;

            if (!before.TryGetValue(file, out var old))
                before[file] = old = Find(file, file.Original, cancellationToken);

            var added = FaultComparison.Added(file.Original, old, now, new TextShift(SmallestEdits.Between(file.Original, text)));
            return added is [var first, ..] ? $"{file.Path}:{first.Line}:{first.Column}: {first.Summary}" : null;
        }
        catch (SyntaxLimitException limit)
        {
            return $"{file.Path}: {limit.Message}";
        }
    }

    private IReadOnlyList<SyntaxFault> Find(RefinedFile file, byte[] text, CancellationToken cancellationToken) =>
        FileFaults.Find(parser, text, file.Language, SyntaxLimits.Default, cancellationToken);
}
