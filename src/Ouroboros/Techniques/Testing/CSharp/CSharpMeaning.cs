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
    public string Language => "C#";

    public bool Covers(RepoPath path) => path.Extension == ".cs";

    public async Task<SemanticFinding> CheckAsync(Snapshot snapshot, IReadOnlyList<FileChange> changes, CancellationToken cancellationToken)
    {
        var built = await workshop.BuiltAsync(cancellationToken);
        if (built.Problem is { } problem)
            return new SemanticFinding(GateStatus.Skipped, problem);

        IReadOnlyList<string?>[] edits = [.. changes.Where(c => Covers(c.Path)).SelectMany(ChangedFiles.Rows)];
        var job = new TestJob { Kind = "check", Root = "", Framework = "dotnet", Candidates = [edits] };
        var outcome = await workshop.Launcher.OutcomeAsync(await workshop.PlacedAsync(job, cancellationToken), cancellationToken);
        return outcome.Succeeded && Read(outcome.Output) is var (faults, strangers)
            ? Pronounce(faults, strangers)
            : new SemanticFinding(GateStatus.Skipped, workshop.Launcher.Trouble("The check", outcome));
    }

    private static SemanticFinding Pronounce(List<string> faults, List<string> strangers)
    {
        if (faults.Count == 0 && strangers.Count > 0)
            return new SemanticFinding(GateStatus.Skipped, $"{strangers[0]} is compiled into no project that the tests use");

        return SemanticFinding.Of(faults, "compiles, with the project's references and options");
    }

    private static (List<string> Faults, List<string> Strangers)? Read(byte[] output)
    {
        try
        {
            using var told = JsonDocument.Parse(output);
            List<string> Words(string name) => [.. told.RootElement.GetProperty(name).EnumerateArray().Select(f => f.GetString()!)];
            return told.RootElement.GetProperty("e").GetString() == "checked" ? (Words("faults"), Words("strangers")) : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
