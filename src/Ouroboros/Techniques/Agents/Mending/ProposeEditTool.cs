using System.Text.Json;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Agents.Calls;
using Ouroboros.Techniques.Agents.Drafts;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.EditFormats;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Agents.Mending;

/// <summary>Takes edits, lets the gates judge what the workspace would be with them, and runs the failing tests. What a gate refuses is not kept.</summary>
/// <param name="attempted">Told each attempt, for the record.</param>
public sealed class ProposeEditTool(Draft draft, IDraftJudge judge, Fencing fence, Func<EditAttempt, CancellationToken, Task> attempted) : IAgentTool
{
    private const int MostNotes = 5;

    public string Name => CallReader.EditTool;

    public string Description =>
        "Edits files and runs the failing tests. Give path, old and new (old must stand there once; an empty old makes a new file), several as edits:[{path,old,new}], or a unified diff or search/replace blocks as one text in edits.";

    public JsonElement Schema { get; } = Schemas.Parse(
        """{"type":"object","properties":{"path":{"type":"string"},"old":{"type":"string"},"new":{"type":"string"},"edits":{"description":"list of {path,old,new}, or one text"}}}""");

    public async Task<Observation> UseAsync(ToolArguments arguments, CancellationToken cancellationToken)
    {
        var (verdict, proposed) = draft.Try(AnswerOf(arguments));
        if (verdict.IsRefused)
            return await FailedAsync("edits", string.Join('\n', verdict.Problems), null, cancellationToken);

        if (proposed?.Patch is not { } patch)
            return new Observation($"Nothing to do: {(verdict.Notes.Count > 0 ? string.Join(" ", verdict.Notes.Take(MostNotes)) : "all of it stands there already")}. The failing tests fail as before.");

        var judgement = await judge.JudgeAsync(patch, cancellationToken);
        if (judgement.Refusal is { } refusal)
            return await FailedAsync(judgement.Gate!, $"{refusal}\nThe edit was not kept; the files are as before.", patch, cancellationToken);

        draft.Keep(proposed);
        if (judgement.IsSolved)
        {
            await attempted(new EditAttempt(patch, null, null), cancellationToken);
            return new Observation("All failing tests pass, and no other test broke.", ObservationStatus.Solved);
        }

        return await FailedAsync("tests", $"The edit stands (undo_edit takes it back). {TestWords.Of(judgement.Tests ?? new TestRun([], default, null), fence)}", patch, cancellationToken);
    }

    private async Task<Observation> FailedAsync(string gate, string why, Patch? patch, CancellationToken cancellationToken)
    {
        await attempted(new EditAttempt(patch, gate, why), cancellationToken);
        return new Observation($"{gate}: {why}", gate == "tests" ? ObservationStatus.Done : ObservationStatus.Refused) { IsFailedAttempt = true };
    }

    /// <summary>The call in the words of an answer: one text, or JSON as edits are given by tools.</summary>
    private static string AnswerOf(ToolArguments arguments)
    {
        var json = arguments.Json;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty("edits", out var edits) && edits.ValueKind == JsonValueKind.String
            ? edits.GetString()!
            : json.GetRawText();
    }
}

/// <summary>One try of an agent to mend.</summary>
/// <param name="Gate">What refused it; null where all let it pass.</param>
public sealed record EditAttempt(Patch? Patch, string? Gate, string? Why);
