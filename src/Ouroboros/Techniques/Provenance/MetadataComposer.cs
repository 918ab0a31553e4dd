using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Validate;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Tells a run's journal and outcome as the audit record.</summary>
internal sealed class MetadataComposer(Func<string, string> redact, string toolVersion)
{
    public ArtifactMetadata Compose(Run run, Outcome outcome, IReadOnlyList<RunEvent> events, DateTimeOffset end)
    {
        var models = PhaseTimes.Of(events, end);
        var checks = Checks(events);
        var files = Modifications(outcome);
        return new ArtifactMetadata
        {
            RunId = run.Id.Value,
            IssueDescription = redact(run.Request.Description),
            TimestampStart = run.StartedAt,
            TimestampEnd = end,
            DurationSeconds = Math.Round((end - run.StartedAt).TotalSeconds, 3),
            Success = outcome.Ending?.Result == RunResult.Achieved,
            Result = outcome.Ending?.Result.ToString() ?? "",
            Reason = redact(outcome.Ending?.Reason ?? ""),
            ToolVersion = toolVersion,
            ModelsUsed = models,
            SafetyChecks = checks,
            FileModifications = files,
            Metadata = new ArtifactTotals(
                models.Sum(m => m.TokensUsed), Math.Round(models.Sum(m => m.DurationMs), 1), checks.Count(c => c.Passed),
                files.Sum(f => f.LinesAdded), files.Sum(f => f.LinesRemoved)),
        };
    }

    private List<SafetyCheck> Checks(IReadOnlyList<RunEvent> events)
    {
        var checks = new List<SafetyCheck>();
        foreach (var recorded in events)
        {
            if (recorded.Is(ValidateEvents.GateJudged, out var judged))
            {
                checks.Add(new SafetyCheck(
                    judged.Gate, judged.Status == GateStatus.Passed, judged.Status.ToString().ToLowerInvariant(), redact(judged.Detail),
                    judged.Patch, recorded.At));
            }
        }

        return checks;
    }

    private static List<FileModification> Modifications(Outcome outcome) => outcome.Receipt is not { } receipt ? [] :
        [.. receipt.Files.Select(f => new FileModification(
            f.Path.Value, f.Before is { } before ? $"sha256:{before}" : null, f.After is { } after ? $"sha256:{after}" : null,
            f.LinesAdded, f.LinesRemoved, f.BackupPath, receipt.At))];
}
