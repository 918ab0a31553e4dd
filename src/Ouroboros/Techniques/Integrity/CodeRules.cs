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
        if (language == Language.Python)
            return PythonRules.Added(Parse(change.Before, cancellationToken), Parse(change.After, cancellationToken), tests.Of(snapshot, cancellationToken));

        var added = Finding.Added(TextualRules.Find(change.Before, language), TextualRules.Find(change.After, language));
        return language is { } script && (script == Language.CSharp || JavaScriptFunctions.IsJavaScript(script))
            ? added.Concat(SpecialCases(change, script, tests.Of(snapshot, cancellationToken), cancellationToken))
            : added;
    }

    private IEnumerable<Finding> SpecialCases(FileChange change, Language language, TestVocabulary known, CancellationToken cancellationToken)
    {
        SyntaxTree? Tree(byte[]? source) => source is null ? null : parser.Parse(source, language, SyntaxLimits.Default, cancellationToken);
        return language == Language.CSharp
            ? Finding.Added(CSharpSpecialCase.In(Tree(change.Before), known), CSharpSpecialCase.In(Tree(change.After), known))
            : Finding.Added(ScriptSpecialCase.In(Tree(change.Before), known), ScriptSpecialCase.In(Tree(change.After), known));
    }

    private PythonSource? Parse(byte[]? source, CancellationToken cancellationToken) =>
        source is null ? null : PythonSource.Of(parser.Parse(source, Language.Python, SyntaxLimits.Default, cancellationToken));
}
