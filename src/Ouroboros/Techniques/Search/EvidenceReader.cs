using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Reads the failing tests themselves, for what must not be copied from them.</summary>
internal static class EvidenceReader
{
    public static FailureEvidence Read(SearchBrief brief, ISyntaxParser parser, CancellationToken cancellationToken)
    {
        var shelf = new SourceShelf(brief, parser, new FailureEvidence([], new HashSet<string>()));
        var literals = new HashSet<string>();
        foreach (var test in brief.Failing)
        {
            foreach (var (path, line) in PlacesOf(test, brief))
            {
                if (shelf.Tree(path, cancellationToken) is { } tree && OperatorTables.For(tree.Language) is { } table)
                    literals.UnionWith(table.Literals(FunctionAround(tree, line)).Where(l => l is not ("0" or "1" or "\"\"" or "''")));
            }
        }

        return FailureEvidence.Of(brief.Failing, literals);
    }

    // The outermost frame in a file is the test itself; a hanging test has no frames and is found by its name.
    private static IEnumerable<(RepoPath Path, int Line)> PlacesOf(TestResult test, SearchBrief brief)
    {
        foreach (var frame in test.Failure?.Frames ?? [])
        {
            if (RepoPath.TryParse(frame.Path, out var path) && TestFiles.IsTest(path) && brief.Snapshot.Files.ContainsKey(path))
                yield return (path, frame.Line);
        }

        var file = test.Name.Value.Split("::")[0];
        if (test.Failure is not { Frames.Count: > 0 } && RepoPath.TryParse(file, out var whole) && brief.Snapshot.Files.ContainsKey(whole))
            yield return (whole, 0);
    }

    private static SyntaxNode FunctionAround(SyntaxTree tree, int line)
    {
        var found = tree.Root;
        foreach (var node in tree.Nodes)
        {
            if (node.StartLine <= line && line <= node.EndLine && (node.Kind is "function_definition" || JavaScriptFunctions.Is(node)))
                found = node;
        }

        return found;
    }
}
