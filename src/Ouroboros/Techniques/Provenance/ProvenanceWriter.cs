using Ouroboros.Runs;
using Ouroboros.Stages.Learn;
using Ouroboros.Techniques.Secrets;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Writes the audit record of a run, states it, signs the statement, and tells the journal.</summary>
public sealed class ProvenanceWriter(
    ProvenanceShelf shelf, SigningKey key, IRunJournal journal, RunLog log, SecretRedactor redactor, string toolVersion,
    TimeProvider clock) : ILearner
{
    public Task LearnAsync(Outcome outcome, CancellationToken cancellationToken) => WriteAsync(outcome, cancellationToken);

    /// <summary>Returns the absolute path of the artefact.</summary>
    public async Task<string> WriteAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        var run = await journal.FindAsync(log.Run, cancellationToken)
            ?? throw new InvalidOperationException($"The journal does not know run {log.Run}, whose provenance is to be written.");
        var events = await journal.ReadAsync(run.Id, cancellationToken);
        var written = Write(run, outcome, events, clock.GetUtcNow());
        await log.RecordAsync(ProvenanceEvents.Written, written, cancellationToken);
        return written.Path;
    }

    private ProvenanceWritten Write(Run run, Outcome outcome, IReadOnlyList<RunEvent> events, DateTimeOffset end)
    {
        var metadata = ProvenanceJson.Write(
            new MetadataComposer(redactor.Redact, toolVersion).Compose(run, outcome, events, end), ReadableJson.Shapes.ArtifactMetadata);
        var statement = ProvenanceJson.Write(
            new StatementComposer(redactor.Redact, toolVersion).Compose(run, outcome, end, metadata), ReadableJson.Shapes.Statement);
        var signature = new EnvelopeSignature(key.PublicKey.Id, key.Sign(Envelope.PreAuthentication(Envelope.InToto, statement)));
        var envelope = ProvenanceJson.Write(new Envelope(Envelope.InToto, statement, [signature]), ReadableJson.Shapes.Envelope);

        // The key first: a statement without its key could never be verified.
        shelf.WriteKey(key.PublicKey);
        shelf.Write(ProvenanceShelf.MetadataName(run.Id), metadata);
        shelf.Write(ProvenanceShelf.StatementName(run.Id), statement);
        shelf.Write(ProvenanceShelf.EnvelopeName(run.Id), envelope);
        return new ProvenanceWritten(
            shelf.MetadataPath(run.Id), ContentHash.Of(metadata).Hex, ContentHash.Of(statement).Hex, ContentHash.Of(envelope).Hex, key.PublicKey.Id);
    }
}
