using System.Text.Json;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>TypeScript: the errors of types that a change adds, told by the project's own compiler and settings.</summary>
internal sealed class TypeScriptMeaning(JavaScriptWorkshop workshop) : ISemanticCheck
{
    private const int MostShown = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Language => "TypeScript";

    public bool Covers(RepoPath path) => path.Extension is ".ts" or ".tsx" or ".mts" or ".cts";

    public async Task<SemanticFinding> CheckAsync(Snapshot snapshot, IReadOnlyList<FileChange> changes, CancellationToken cancellationToken)
    {
        using var copy = await workshop.StageAsync(null, cancellationToken);
        var job = new TestJob
        {
            Kind = "types", Root = copy.Root, Framework = "types", Candidates = [[.. changes.Where(c => Covers(c.Path)).SelectMany(Edits)]],
        };
        var outcome = await workshop.Launcher.OutcomeAsync(job, Patience, cancellationToken);
        if (!outcome.Succeeded || Read(outcome.Output) is not var (faults, unchecked_))
            return new SemanticFinding(GateStatus.Skipped, workshop.Launcher.Trouble(outcome));

        if (unchecked_ is not null)
            return new SemanticFinding(GateStatus.Skipped, $"types: {unchecked_}");

        var more = faults.Count - MostShown;
        var shown = string.Join("; ", faults.Take(MostShown));
        return faults.Count == 0
            ? new SemanticFinding(GateStatus.Passed, "adds no error of types, by the project's own TypeScript and settings")
            : new SemanticFinding(GateStatus.Failed, more > 0 ? $"{shown}; and {more} more" : shown);
    }

    // A file that moves is one less and one more.
    private static IEnumerable<string?[]> Edits(FileChange change)
    {
        if (change is { Source: { } from, Target: { } to } && from != to)
            yield return [from.Value, null];

        yield return [change.Path.Value, change.After is null ? null : Convert.ToBase64String(change.After)];
    }

    private static (List<string> Faults, string? Unchecked)? Read(byte[] output)
    {
        try
        {
            using var told = JsonDocument.Parse(output);
            return told.RootElement.GetProperty("e").GetString() == "types"
                ? ([.. told.RootElement.GetProperty("faults").EnumerateArray().Select(f => f.GetString()!)], told.RootElement.GetProperty("unchecked").GetString())
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
