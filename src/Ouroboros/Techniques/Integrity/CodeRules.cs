using Ouroboros.Techniques.Integrity.Rules;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>Compares what a file holds against the rules before and after, and objects to what was added.</summary>
internal sealed class CodeRules(SnapshotReader reader, ISyntaxParser parser)
{
    // Enough for the tests of a large project; what comes after is not looked into.
    private const long MostTestBytes = 24 << 20;
    private const long LargestTest = 2 << 20;

    private (ContentHash Tree, TestVocabulary Tests)? learnt;

    public IEnumerable<string> Judge(FileChange change, Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            return Findings(change, snapshot, cancellationToken).Select(f => $"{change.Path}:{f.Line}: {f.Message}").ToArray();
        }
        catch (SyntaxLimitException limit)
        {
            return [$"{change.Path} cannot be checked: {limit.Message}"];
        }
    }

    private IEnumerable<Finding> Findings(FileChange change, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var language = Languages.OfExtension(change.Path.Extension);
        if (language != Language.Python)
            return Finding.Added(TextualRules.Find(change.Before, language), TextualRules.Find(change.After, language));

        return PythonRules.Added(Parse(change.Before, cancellationToken), Parse(change.After, cancellationToken), Tests(snapshot, cancellationToken));
    }

    private PythonSource? Parse(byte[]? source, CancellationToken cancellationToken) =>
        source is null ? null : PythonSource.Of(parser.Parse(source, Language.Python, SyntaxLimits.Default, cancellationToken));

    // Several patches of one run are judged against the same tests.
    private TestVocabulary Tests(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (learnt is { } known && known.Tree == snapshot.TreeHash)
            return known.Tests;

        var tests = new TestVocabulary();
        var read = 0L;
        foreach (var file in snapshot.Files.Values.Where(IsPythonTest).OrderBy(f => f.Path))
        {
            read += file.Length;
            if (read <= MostTestBytes && reader.Read(snapshot, file.Path) is { } source)
                tests.Learn(parser.Parse(source, Language.Python, SyntaxLimits.Default, cancellationToken));
        }

        learnt = (snapshot.TreeHash, tests);
        return tests;
    }

    private static bool IsPythonTest(FileVersion file) => file.Path.Extension == ".py" && file.Length <= LargestTest && GuardedFiles.IsTest(file.Path);
}
