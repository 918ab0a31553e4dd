using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Search.Learning;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Search;

/// <summary>Turns an accepted repair into a form that can be tried elsewhere.</summary>
public sealed class Lessons(SnapshotReader reader, ISyntaxParser parser)
{
    /// <summary>The fix, or null where the change would not carry over: several files, several lines, a language without a table.</summary>
    public RememberedFix? FixOf(
        Snapshot snapshot, Candidate accepted, IReadOnlyList<TestResult> failing, CancellationToken cancellationToken)
    {
        if (accepted.Patch.Files is not [ChangeFile change] || failing.Count == 0
            || Languages.OfExtension(change.Path.Extension) is not { } language || OperatorTables.For(language) is not { } table
            || reader.Read(snapshot, change.Path) is not { } before)
            return null;

        var tree = parser.Parse(before, language, SyntaxLimits.Default, cancellationToken);
        var alone = new Surroundings([], new HashSet<string>(), [], new Dictionary<string, FileFacts>());
        return FixPattern.Of(new SourceUnit(change.Path, tree, table.Survey(tree), alone), change.Edits) is { } pattern
            ? new RememberedFix(
                language.ToString(), FixMemory.SignatureOf(failing[0]), accepted.Origin.Operator, pattern.NodeKind, pattern.Before, pattern.After)
            : null;
    }
}
