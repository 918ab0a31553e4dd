using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Provenance;

/// <summary>The fact that provenance records.</summary>
public static class ProvenanceEvents
{
    public static EventKind<ProvenanceWritten> Written { get; } = new("provenance.written", ProvenanceFacts.Default.ProvenanceWritten);
}

/// <summary>Binds the files to the journal: whoever replaces all of them, key and all, is still found out.</summary>
/// <param name="Metadata">SHA-256 of the artefact, in hex; the others likewise.</param>
public sealed record ProvenanceWritten(string Path, string Metadata, string Statement, string Envelope, string KeyId);

// In the journal a fact is one line; only files are for people.
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ProvenanceWritten))]
internal sealed partial class ProvenanceFacts : JsonSerializerContext;
