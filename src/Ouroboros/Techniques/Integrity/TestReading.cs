using Ouroboros.Techniques.Integrity.Rules;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>Reads what the tests of a snapshot say. Several patches of one run are judged against the same tests, so they are read once.</summary>
internal sealed class TestReading(SnapshotReader reader, ISyntaxParser parser)
{
    // Enough for the tests of a large project; what comes after is not looked into.
    private const long MostBytes = 24 << 20;
    private const long LargestTest = 2 << 20;

    private (ContentHash Tree, TestVocabulary Tests)? learnt;

    public TestVocabulary Of(Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (learnt is { } known && known.Tree == snapshot.TreeHash)
            return known.Tests;

        var tests = new TestVocabulary();
        var read = 0L;
        foreach (var file in snapshot.Files.Values.Where(IsReadTest).OrderBy(f => f.Path))
        {
            read += file.Length;
            if (read <= MostBytes && reader.Read(snapshot, file.Path) is { } source)
                tests.Learn(parser.Parse(source, Languages.OfExtension(file.Path.Extension)!.Value, SyntaxLimits.Default, cancellationToken));
        }

        learnt = (snapshot.TreeHash, tests);
        return tests;
    }

    private static bool IsReadTest(FileVersion file) =>
        Languages.OfExtension(file.Path.Extension) is { } language && (file.Path.Extension is ".py" or ".cs" || JavaScriptFunctions.IsJavaScript(language)) && file.Length <= LargestTest && GuardedFiles.IsTest(file.Path);
}
