using Ouroboros.Stages.Build;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.CodeGraph;
using Ouroboros.Techniques.CodeGraph.Symbols;
using Ouroboros.Techniques.Context;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Capabilities.Repair;

/// <summary>The workspace of one plan, as models may see it.</summary>
internal sealed class ModelSurroundings(RepairPlan plan, SnapshotReader reader, IRootedFiles files, ISyntaxParser parser, IReadOnlyList<IGate> gates, IGate suite)
{
    private readonly PathGuard guard = new(files);

    public SymbolMemo Symbols { get; } = new(parser);

    public Draft NewDraft() => new(plan.Snapshot, Read, WhyNotRead);

    public byte[]? Read(RepoPath path) => reader.Read(plan.Snapshot, path);

    public string? WhyNotRead(RepoPath path) => PathRules.WhyRefused(path) ?? (plan.Snapshot.Files.ContainsKey(path) ? guard.Read(path).Refusal : null);

    public DraftJudge JudgeOf(string source, string @operator) => new(plan, gates, suite, patch => OriginOf(patch, source, @operator));

    /// <summary>The code that has most to do with the failures, within a number of tokens.</summary>
    public string Code(Draft draft, int tokens, Func<string, int> estimate, CancellationToken cancellationToken)
    {
        var graph = new Librarian(draft.Files.Files.Keys, draft.Read, Symbols).Graph(cancellationToken);
        var focus = new ContextFocus { Suspects = plan.Suspects, Failures = [.. plan.Failing.Select(f => f.Failure).OfType<Stages.Evidence.TestFailure>()] };
        return new ContextPacker(graph, draft.Read, estimate).Pack(ContextRanking.Rank(graph, focus, cancellationToken), tokens, cancellationToken).Text;
    }

    /// <summary>Where a patch begins, for people and for the risk.</summary>
    private Origin OriginOf(Patch patch, string source, string @operator)
    {
        var first = patch.Files[0];
        var line = first is ChangeFile { Edits: [var edit, ..] } && Read(first.Path) is { } text ? text.AsSpan(0, Math.Min(edit.Start, text.Length)).Count((byte)'\n') + 1 : 1;
        var more = patch.Files.Count > 1 ? $" and {patch.Files.Count - 1} more files" : "";
        return new Origin(source, @operator, $"proposed by {source} for {first.Path}{more}", first.Path, line);
    }
}
