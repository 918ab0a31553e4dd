using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Tells a run's outcome as an in-toto statement.</summary>
internal sealed class StatementComposer(Func<string, string> redact, string toolVersion)
{
    public Statement Compose(Run run, Outcome outcome, DateTimeOffset end, byte[] metadata)
    {
        var verdict = outcome.Assessment?.Winner?.Verdict;
        var predicate = new RunPredicate
        {
            Run = new RunClaim(
                run.Id.Value, run.Request.Capability, redact(run.Request.Description), run.Request.Seed, run.StartedAt, end,
                outcome.Ending?.Result.ToString() ?? "", redact(outcome.Ending?.Reason ?? "")),
            Tool = new ToolClaim("ouroboros", toolVersion),
            InputTree = outcome.Plan?.Snapshot.TreeHash.Hex,
            Patch = Claim(outcome),
            Gates = [.. (verdict?.Gates ?? []).Select(g => new GateClaim(g.Gate, g.Status.ToString().ToLowerInvariant(), redact(g.Detail)))],
            Tests = [.. (verdict?.Tests?.Results ?? []).Select(t => new TestClaim(redact(t.Name.Value), t.Outcome.ToString().ToLowerInvariant()))],
            Files = [.. (outcome.Receipt?.Files ?? []).Select(f => new FileClaim(f.Path.Value, f.Before?.Hex, f.After?.Hex))],
        };
        return new Statement(Statement.StatementType, Subjects(run.Id, predicate, metadata), Statement.RunPredicateType, predicate);
    }

    // The artefact is a subject too: the signature covers it through its hash.
    private static List<Subject> Subjects(RunId run, RunPredicate predicate, byte[] metadata) =>
        [.. predicate.Files.Where(f => f.After is not null).Select(f => Subject(f.Path, f.After!)),
            Subject(ProvenanceShelf.MetadataName(run).Value, ContentHash.Of(metadata).Hex)];

    private static Subject Subject(string name, string sha256) => new(name, new Dictionary<string, string> { ["sha256"] = sha256 });

    private PatchClaim? Claim(Outcome outcome) => outcome.Assessment?.Winner is not { } winner ? null
        : new PatchClaim(
            winner.Verdict.Candidate.Patch.Hash.Hex, winner.Verdict.Candidate.Origin.Source, winner.Verdict.Candidate.Origin.Operator,
            redact(winner.Verdict.Candidate.Origin.Reason), winner.Risk.Score, outcome.Decision?.By,
            outcome.Decision is { } decision ? redact(decision.Reason) : null);
}
