using System.Text;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Risks;

/// <summary>Measures a patch against the workspace it is for.</summary>
internal sealed class PatchInspection(SnapshotReader reader, ISyntaxParser parser)
{
    public RiskFacts Inspect(RiskEvidence evidence, CancellationToken cancellationToken)
    {
        _ = parser;
        var facts = new RiskFacts(evidence) { Files = evidence.Candidate.Patch.Files.Count };
        foreach (var change in reader.Read(evidence.Snapshot, evidence.Candidate.Patch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var difference = TextDifference.Between(change.Before ?? [], change.After ?? []);
            facts = facts with
            {
                LinesAdded = facts.LinesAdded + difference.LinesAdded,
                LinesRemoved = facts.LinesRemoved + difference.LinesRemoved,
                TokensAdded = facts.TokensAdded + difference.TokensAdded,
                TokensRemoved = facts.TokensRemoved + difference.TokensRemoved,
            };
        }

        return facts;
    }
}
