using Ouroboros.Runs;
using Ouroboros.Stages.Release;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Provenance;

/// <summary>Checks the records against the journal, which knew their hashes before anyone could touch them.</summary>
internal sealed class JournalCheck(ProvenanceShelf shelf, RunId run, List<VerificationFinding> findings, List<string> correct)
{
    public void Check(IReadOnlyList<RunEvent> events, Statement? statement)
    {
        foreach (var recorded in events.Reverse())
        {
            if (recorded.Is(ProvenanceEvents.Written, out var written))
            {
                Compare(ProvenanceShelf.MetadataName(run), written.Metadata);
                Compare(ProvenanceShelf.StatementName(run), written.Statement);
                Compare(ProvenanceShelf.EnvelopeName(run), written.Envelope);
                break;
            }
        }

        if (statement is not null)
            CompareFiles(events, statement);
    }

    private void Compare(RepoPath name, string expected)
    {
        if (shelf.Read(name) is not { } bytes || ContentHash.Of(bytes).Hex == expected)
            return;

        // The record check may have named it already, with a better reason.
        if (!findings.Any(f => f.What == name.Value && f.Kind != VerificationKind.Note))
            findings.Add(new VerificationFinding(VerificationKind.Tampered, name.Value, "its hash is not the one in the journal"));
    }

    private void CompareFiles(IReadOnlyList<RunEvent> events, Statement statement)
    {
        var stated = statement.Predicate.Files.Select(f => (f.Path, f.Before, f.After)).ToHashSet();
        foreach (var recorded in events)
        {
            if (!recorded.Is(ReleaseEvents.Released, out var released))
                continue;

            if (stated.SetEquals(released.Files.Select(f => (f.Path, f.Before, f.After))))
                correct.Add("the journal's record of the release");
            else
                findings.Add(new VerificationFinding(VerificationKind.Tampered, "journal", "it records other files or hashes than the statement"));
        }
    }
}
