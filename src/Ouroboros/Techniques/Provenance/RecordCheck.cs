using Ouroboros.Runs;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Checks artefact, statement, envelope and key against each other.</summary>
internal sealed class RecordCheck(ProvenanceShelf shelf, RunId run, List<VerificationFinding> findings, List<string> correct)
{
    /// <summary>The best statement there is, signed if possible; null when nothing readable is left.</summary>
    public Statement? Check(string? ownKeyId)
    {
        var statement = Read(ProvenanceShelf.StatementName(run));
        var envelope = Read(ProvenanceShelf.EnvelopeName(run));
        var signed = envelope is null ? null : CheckEnvelope(envelope, ownKeyId);
        if (statement is not null && signed is not null && !statement.AsSpan().SequenceEqual(signed))
            Add(VerificationKind.Tampered, ProvenanceShelf.StatementName(run).Value, "it is not the statement that was signed");

        var best = signed ?? statement;
        if (best is null)
            return null;
        if (ProvenanceJson.ReadExact(best, ReadableJson.Shapes.Statement) is not { } parsed)
        {
            Add(VerificationKind.Tampered, ProvenanceShelf.StatementName(run).Value, "it is no statement that ouro wrote");
            return null;
        }

        CheckContents(parsed);
        return parsed;
    }

    /// <summary>The payload, if the signature over it holds.</summary>
    private byte[]? CheckEnvelope(byte[] bytes, string? ownKeyId)
    {
        var name = ProvenanceShelf.EnvelopeName(run).Value;
        if (ProvenanceJson.ReadExact(bytes, ReadableJson.Shapes.Envelope) is not { Signatures: [var signature], PayloadType: Envelope.InToto } envelope)
        {
            Add(VerificationKind.Tampered, name, "it is no envelope that ouro wrote");
            return null;
        }

        if (!RepoPath.TryParse(signature.KeyId, out _) || signature.KeyId.Length != 64 || FindKey(signature.KeyId) is not { } key)
        {
            if (signature.KeyId.Length != 64)
                Add(VerificationKind.Tampered, name, "it names no key");
            return null;
        }

        if (!key.Verifies(Envelope.PreAuthentication(envelope.PayloadType, envelope.Payload), signature.Sig))
        {
            Add(VerificationKind.Tampered, name, $"its signature does not fit its payload and key {key.Id[..12]}");
            return null;
        }

        correct.Add($"signature by key {key.Id[..12]}");
        if (ownKeyId is not null && ownKeyId != key.Id)
            Add(VerificationKind.Note, name, $"signed by key {key.Id[..12]}, which is not yours ({ownKeyId[..12]})");
        return envelope.Payload;
    }

    private PublicKey? FindKey(string id)
    {
        var path = $"keys/{ProvenanceShelf.KeyName(id)}";
        if (shelf.ReadKey(id) is not { } pem)
        {
            Add(VerificationKind.Missing, path, "the key that signed is gone, or the envelope names another");
            return null;
        }

        if (PublicKey.FromPem(pem) is { } key && key.Id == id)
            return key;

        Add(VerificationKind.Tampered, path, "the public key was changed");
        return null;
    }

    private void CheckContents(Statement statement)
    {
        var name = ProvenanceShelf.StatementName(run).Value;
        if (statement.Type != Statement.StatementType || statement.PredicateType != Statement.RunPredicateType || statement.Predicate.Run.Id != run.Value)
            Add(VerificationKind.Tampered, name, $"it states something else than run {run}");
        else
            correct.Add(name);

        var metadata = ProvenanceShelf.MetadataName(run).Value;
        if (Read(ProvenanceShelf.MetadataName(run)) is not { } bytes)
            return;

        var stated = statement.Subject.FirstOrDefault(s => s.Name == metadata)?.Digest.GetValueOrDefault("sha256");
        if (stated == ContentHash.Of(bytes).Hex)
            correct.Add(metadata);
        else
            Add(VerificationKind.Tampered, metadata, "its hash is not the one in the statement");
    }

    private byte[]? Read(RepoPath name)
    {
        var bytes = shelf.Read(name);
        if (bytes is null)
            Add(VerificationKind.Missing, name.Value, "it is gone");
        return bytes;
    }

    private void Add(VerificationKind kind, string what, string detail) => findings.Add(new VerificationFinding(kind, what, detail));
}
