using Ouroboros.Runs;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Recomputes every hash and signature of a run.</summary>
/// <param name="blobs">Holds the content before and after the run.</param>
/// <param name="workspace">The files as they are now.</param>
/// <param name="ownKeyId">The id of this person's key, or null when none was made yet.</param>
public sealed class ProvenanceVerifier(
    ProvenanceShelf shelf, IContentStore blobs, IRootedFiles workspace, IRunJournal journal, string? ownKeyId)
{
    public async Task<Verification> VerifyAsync(RunId run, CancellationToken cancellationToken)
    {
        var findings = new List<VerificationFinding>();
        var correct = new List<string>();
        var events = await journal.ReadAsync(run, cancellationToken);
        var records = new RecordCheck(shelf, run, findings, correct);
        var statement = records.Check(ownKeyId);
        new JournalCheck(shelf, run, findings, correct).Check(events, statement);
        new FileCheck(blobs, workspace, findings, correct).Check(statement?.Predicate.Files ?? []);
        return new Verification(run, findings, correct);
    }
}
