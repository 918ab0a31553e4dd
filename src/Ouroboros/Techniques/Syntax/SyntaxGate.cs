using System.Text;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Syntax;

/// <summary>
/// Refuses a patch after which a file has syntax faults that it did not have before. A file that was broken already may
/// be improved, never worsened.
/// </summary>
public sealed class SyntaxGate(SnapshotReader reader, ISyntaxParser parser, SyntaxLimits limits, TimeProvider clock) : IGate
{
    private const int FaultsShown = 5;

    public string Name => "syntax";

    public Task<GateResult> JudgeAsync(Candidate candidate, WorkPlan plan, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var (status, detail) = Judge(candidate.Patch, plan.Snapshot, cancellationToken);
        return Task.FromResult(new GateResult(Name, status, detail, clock.GetElapsedTime(start)));
    }

    private (GateStatus Status, string Detail) Judge(Patch patch, Snapshot snapshot, CancellationToken cancellationToken)
    {
        var (parsed, unknown, refusals) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var edit in patch.Files.Where(f => f is not DeleteFile))
        {
            var path = edit is RenameFile rename ? rename.To : edit.Path;
            if (Languages.OfExtension(path.Extension) is not { } language)
            {
                unknown.Add(path.Value);
                continue;
            }

            parsed.Add(path.Value);
            if (Refusal(edit, path, language, snapshot, cancellationToken) is { } refusal)
                refusals.Add(refusal);
        }

        if (refusals.Count > 0)
            return (GateStatus.Failed, string.Join('\n', refusals));

        var aside = unknown.Count == 0 ? "" : $"no grammar for {string.Join(", ", unknown)}";
        return parsed.Count > 0
            ? (GateStatus.Passed, $"no new faults in {string.Join(", ", parsed)}{(aside.Length > 0 ? "; " + aside : "")}")
            : (GateStatus.Skipped, aside.Length > 0 ? aside : "the patch only deletes files");
    }

    private string? Refusal(
        FileEdit edit, RepoPath path, Language language, Snapshot snapshot, CancellationToken cancellationToken)
    {
        try
        {
            if (snapshot.Files.TryGetValue(edit.Path, out var known) && known.Length > limits.Bytes)
                throw new SyntaxLimitException($"larger than the limit of {limits.Bytes:N0} bytes: it has {known.Length:N0}");

            var added = Added(Versions(edit, snapshot), IsSameLanguage(edit, language), language, cancellationToken);
            return added.Count > 0 ? Describe(path, added) : null;
        }
        catch (SyntaxLimitException limit)
        {
            return $"{path}: {limit.Message}, so its syntax cannot be vouched for";
        }
        catch (InvalidDataException changed)
        {
            return changed.Message;
        }
    }

    private static bool IsSameLanguage(FileEdit edit, Language language) =>
        edit is not AddFile && Languages.OfExtension(edit.Path.Extension) == language;

    private (byte[] Before, byte[] After, IReadOnlyList<SpanEdit> Edits) Versions(FileEdit edit, Snapshot snapshot)
    {
        var (expected, edits) = edit switch
        {
            ChangeFile c => (c.Before, c.Edits),
            RenameFile r => (r.Before, SpanEdit.Ordered(r.Edits, r.Path)),
            _ => (default, []),
        };
        // The reader vouches that the bytes are those of the snapshot's hash.
        if (expected != default && snapshot.Files.GetValueOrDefault(edit.Path)?.Hash is { } found && found != expected)
        {
            throw new InvalidDataException(
                $"{edit.Path}: the patch was made for version {expected.Short} but the workspace has {found.Short}; make the patch again");
        }

        var change = reader.Read(snapshot, new Patch([edit]))[0];
        return (change.Before ?? [], change.After ?? [], edits);
    }

    private IReadOnlyList<SyntaxFault> Added(
        (byte[] Before, byte[] After, IReadOnlyList<SpanEdit> Edits) file, bool comparable, Language language, CancellationToken cancellationToken)
    {
        var after = SourceText.ToUtf8(file.After);
        var now = FileFaults.Find(parser, after, language, limits, cancellationToken);
        if (now.Count == 0 || !comparable)
            return now;

        var before = SourceText.ToUtf8(file.Before);
        var old = FileFaults.Find(parser, before, language, limits, cancellationToken);
        if (old.Count >= limits.Faults || (now.Count >= limits.Faults && old.Count > 0))
            throw new SyntaxLimitException($"more faults than the limit of {limits.Faults:N0} that can be compared");

        var asRead = before.Length == file.Before.Length && after.Length == file.After.Length;
        var shift = asRead ? new TextShift(file.Edits) : TextShift.Between(before.Span, after.Span);
        return FaultComparison.Added(before.Span, old, now, shift);
    }

    private static string Describe(RepoPath path, IReadOnlyList<SyntaxFault> added)
    {
        SyntaxFault[] shown = [.. SyntaxFault.Outermost(added)];
        var text = new StringBuilder();
        foreach (var fault in shown.Take(FaultsShown))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append($"{path}:{fault.Line}:{fault.Column}: {fault.Summary}");
            text.Append($"\n    {fault.Excerpt}\n    {fault.Caret}");
        }

        return shown.Length > FaultsShown ? text.Append($"\n… and {shown.Length - FaultsShown} more in {path}").ToString() : text.ToString();
    }
}
