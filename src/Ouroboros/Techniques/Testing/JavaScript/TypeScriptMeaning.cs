using System.Text.Json;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>TypeScript: the errors of types that a change adds, told by the project's own compiler and settings.</summary>
internal sealed class TypeScriptMeaning(JavaScriptWorkshop workshop) : ISemanticCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string Language => "TypeScript";

    public bool Covers(RepoPath path) => JavaScriptFunctions.IsTyped(path);

    public async Task<SemanticFinding> CheckAsync(Snapshot snapshot, IReadOnlyList<FileChange> changes, CancellationToken cancellationToken)
    {
        using var copy = await workshop.StageAsync(null, cancellationToken);
        var job = new TestJob
        {
            Kind = "types", Root = copy.Root, Framework = "types", Candidates = [[.. changes.Where(c => Covers(c.Path)).SelectMany(ChangedFiles.Rows)]],
        };
        var outcome = await workshop.Launcher.OutcomeAsync(job, Patience, cancellationToken);
        if (!outcome.Succeeded || Read(outcome.Output) is not var (faults, unchecked_))
            return new SemanticFinding(GateStatus.Skipped, workshop.Launcher.Trouble(outcome));

        if (unchecked_ is not null)
            return new SemanticFinding(GateStatus.Skipped, $"types: {unchecked_}");

        return SemanticFinding.Of(faults, "adds no error of types, by the project's own TypeScript and settings");
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
