using System.Text.Json;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Sandboxing;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>C#: what the project's own compiler says of a change, with the project's references and options.</summary>
internal sealed class CSharpMeaning(Workshop workshop) : ISemanticCheck
{
    private const int MostShown = 4;

    public string Language => "C#";

    public bool Covers(RepoPath path) => path.Extension == ".cs";

    public async Task<SemanticFinding> CheckAsync(Snapshot snapshot, IReadOnlyList<FileChange> changes, CancellationToken cancellationToken)
    {
        var built = await workshop.BuiltAsync(cancellationToken);
        if (built.Problem is { } problem)
            return new SemanticFinding(GateStatus.Skipped, problem);

        IReadOnlyList<string?>[] edits = [.. changes.Where(c => Covers(c.Path)).Select(c => new[] { c.Path.Value, c.After is null ? null : Convert.ToBase64String(c.After) })];
        var job = new TestJob { Kind = "check", Root = "", Framework = "dotnet", Candidates = [edits] };
        var outcome = await workshop.Launcher.OutcomeAsync(await workshop.PlacedAsync(job, cancellationToken), cancellationToken);
        return outcome.Succeeded && Read(outcome.Output) is { } faults
            ? Pronounce(faults)
            : new SemanticFinding(GateStatus.Skipped, workshop.Launcher.Trouble("The check", outcome));
    }

    private static SemanticFinding Pronounce(IReadOnlyList<string> faults)
    {
        if (faults.Count == 0)
            return new SemanticFinding(GateStatus.Passed, "compiles, with the project's references and options");

        var more = faults.Count - MostShown;
        var shown = string.Join("; ", faults.Take(MostShown));
        return new SemanticFinding(GateStatus.Failed, more > 0 ? $"{shown}; and {more} more" : shown);
    }

    private static List<string>? Read(byte[] output)
    {
        try
        {
            using var told = JsonDocument.Parse(output);
            return told.RootElement.GetProperty("e").GetString() == "checked"
                ? [.. told.RootElement.GetProperty("faults").EnumerateArray().Select(f => f.GetString()!)] : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
