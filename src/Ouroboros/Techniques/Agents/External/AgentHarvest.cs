using System.Text;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;

namespace Ouroboros.Techniques.Agents.External;

/// <summary>What of an agent's changes may become a candidate: no test, nothing that judges, no secret of the person's.</summary>
internal sealed record AgentHarvest(Patch? Patch, IReadOnlyList<string> Notes, string? Why)
{
    private const UnixFileMode Permissions = (UnixFileMode)0b111_111_111;
    private const int MostNotes = 50;

    // Shorter values stand in any text.
    private const int ShortestSecret = 8;

    public static AgentHarvest Of(TreeDifference difference, IReadOnlyCollection<string> secrets)
    {
        var (kept, notes) = (new List<FileEdit>(), new List<string>());
        foreach (var edit in difference.Patch?.Files ?? [])
        {
            if (WhyLeftOut(edit, secrets) is { } why)
                notes.Add(why);
            else
                kept.Add(edit is AddFile add ? add with { Mode = add.Mode & Permissions } : edit);
        }

        notes.AddRange(difference.Unrepresented);
        IReadOnlyList<string> told = notes.Count > MostNotes ? [.. notes.Take(MostNotes), $"… and {notes.Count - MostNotes} more"] : notes;
        return kept.Count > 0 ? new AgentHarvest(new Patch(kept), told, null)
            : new AgentHarvest(null, told, notes.Count > 0 ? $"nothing that it changed can be taken: {notes[0]}" : "it changed nothing");
    }

    private static string? WhyLeftOut(FileEdit edit, IReadOnlyCollection<string> secrets)
    {
        if (PathRules.WhyRefused(edit.Path) is { } refused)
            return refused;

        if (GuardedFiles.KindOf(edit.Path) is { } kind)
            return $"'{edit.Path}': its change is left out, for it is {kind}";

        return secrets.Any(s => s.Length >= ShortestSecret && Holds(edit, Encoding.UTF8.GetBytes(s)))
            ? $"'{edit.Path}': its change is left out, for it holds the value of a variable that was passed" : null;
    }

    private static bool Holds(FileEdit edit, byte[] secret) => edit switch
    {
        AddFile add => add.Content.Span.IndexOf(secret) >= 0,
        ChangeFile change => change.Edits.Any(e => e.Replacement.Span.IndexOf(secret) >= 0),
        _ => false,
    };
}
