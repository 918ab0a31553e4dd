using Ouroboros.Techniques.Integrity.Rules;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>Compares what a file holds against the rules before and after, and objects to what was added.</summary>
internal sealed class CodeRules(SnapshotReader reader, ISyntaxParser parser)
{
    private readonly TestReading tests = new(reader, parser);

    public IReadOnlyList<string> Judge(FileChange change, Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return [.. Findings(change, snapshot, cancellationToken).Select(f => $"{change.Path}:{f.Line}: {f.Message}")];
        }
        catch (SyntaxLimitException limit)
        {
            return [$"{change.Path} cannot be checked: {limit.Message}"];
        }
    }

    private IEnumerable<Finding> Findings(FileChange change, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var language = Languages.OfExtension(change.Path.Extension);
        return language == Language.Python
            ? PythonRules.Added(Parse(change.Before, cancellationToken), Parse(change.After, cancellationToken), tests.Of(snapshot, cancellationToken))
            : Finding.Added(TextualRules.Find(change.Before, language), TextualRules.Find(change.After, language));
    }

    private PythonSource? Parse(byte[]? source, CancellationToken cancellationToken) =>
        source is null ? null : PythonSource.Of(parser.Parse(source, Language.Python, SyntaxLimits.Default, cancellationToken));
}
