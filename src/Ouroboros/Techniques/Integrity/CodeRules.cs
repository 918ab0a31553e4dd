using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>Compares what a file holds against the rules before and after, and objects to what was added.</summary>
internal sealed class CodeRules(SnapshotReader reader, ISyntaxParser parser)
{
    public IEnumerable<string> Judge(FileChange change, Snapshot snapshot, CancellationToken cancellationToken)
    {
        _ = (reader, parser, snapshot, cancellationToken);
        var language = Languages.OfExtension(change.Path.Extension);
        var before = TextualRules.Find(change.Before, language);
        var after = TextualRules.Find(change.After, language);
        return Finding.Added(before, after).Select(f => $"{change.Path}:{f.Line}: {f.Message}");
    }
}
