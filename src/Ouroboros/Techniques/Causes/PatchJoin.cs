using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Causes;

/// <summary>Joins patches that were made apart into one.</summary>
public static class PatchJoin
{
    /// <summary>The patches side by side, or null where they would touch the same text.</summary>
    public static Patch? Of(IReadOnlyList<Patch> patches)
    {
        var files = new Dictionary<RepoPath, FileEdit>();
        foreach (var edit in patches.SelectMany(p => p.Files))
        {
            if (!files.TryGetValue(edit.Path, out var known))
                files[edit.Path] = edit;
            else if (Both(known, edit) is { } both)
                files[edit.Path] = both;
            else
                return null;
        }

        return new Patch([.. files.Values]);
    }

    /// <summary>One candidate of several, each of which mends its own tests.</summary>
    public static Candidate? Of(IReadOnlyList<Candidate> parts)
    {
        if (Of([.. parts.Select(p => p.Patch)]) is not { } patch)
            return null;

        var first = parts[0].Origin;
        var reasons = parts.Select(p => p.Origin.Path == first.Path ? p.Origin.Reason : $"{p.Origin.Path} {p.Origin.Reason}").Distinct();
        var origin = first with
        {
            Operator = string.Join('+', parts.Select(p => p.Origin.Operator)),
            Reason = string.Join("; ", reasons),
        };
        return new Candidate(patch, origin, parts.Min(p => p.Prior))
        {
            Mends = [.. parts.SelectMany(p => p.Mends ?? []).Distinct()],
            Parts = parts,
        };
    }

    private static ChangeFile? Both(FileEdit one, FileEdit two)
    {
        if (one is not ChangeFile first || two is not ChangeFile second || first.Before != second.Before)
            return null;

        SpanEdit[] fresh = [.. second.Edits.Where(e => !first.Edits.Any(f => Same(e, f)))];
        return fresh.Any(e => first.Edits.Any(f => Touch(e, f))) ? null : new ChangeFile(first.Path, first.Before, [.. first.Edits, .. fresh]);
    }

    private static bool Same(SpanEdit one, SpanEdit two) =>
        one.Start == two.Start && one.Length == two.Length && one.Replacement.Span.SequenceEqual(two.Replacement.Span);

    private static bool Touch(SpanEdit one, SpanEdit two) => one.Start <= two.End && two.Start <= one.End;
}
