using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Integrity;

/// <summary>Refuses patches that make tests green by touching tests, or by telling tests from the rest of the world.</summary>
public sealed class TestIntegrityGate(
    SnapshotReader reader, ISyntaxParser parser, TestIntegrityOptions options, TimeProvider clock) : IGate
{
    // A person reads the first few; more would hide them.
    private const int MostShown = 4;

    private readonly CodeRules rules = new(reader, parser);

    public string Name => "test-integrity";

    public Task<GateResult> JudgeAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var objections = Objections(candidate.Patch, plan.Snapshot, cancellationToken);
        var result = objections.Count == 0
            ? new GateResult(Name, GateStatus.Passed, "no test touched, nothing that tells tests apart", clock.GetElapsedTime(started))
            : new GateResult(Name, GateStatus.Failed, Describe(objections), clock.GetElapsedTime(started));
        return Task.FromResult(result);
    }

    private List<string> Objections(Patch patch, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var objections = new List<string>();
        foreach (var change in reader.Read(snapshot, patch))
        {
            var guarded = FileRules.NeedsAllowance(change);
            if (guarded is not null && !options.AllowTests)
                objections.Add($"{guarded}; `--allow tests` lets patches touch it");
            if (guarded is null && FileRules.Shadows(change, snapshot) is { } shadow)
                objections.Add(shadow);
            if (guarded is null)
                objections.AddRange(rules.Judge(change, snapshot, cancellationToken));
        }

        return objections;
    }

    private static string Describe(List<string> objections)
    {
        var shown = string.Join("; ", objections.Take(MostShown));
        return objections.Count > MostShown ? $"{shown}; and {objections.Count - MostShown} more" : shown;
    }
}
