using Ouroboros.Techniques.Search.Editing;
using Ouroboros.Techniques.Syntax;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search;

/// <summary>What was thought of for a hole, as edits.</summary>
internal static class ThoughtEdits
{
    private const double EachStep = 0.85, Disagreeing = 0.35;
    private const int Longest = 160, MostGuards = 10;

    // Of what came to the value that mended when it stood there, more is worth a trial, and sooner; the others are worth less.
    private const int MostGranted = 60;
    private const double Granted = 3, Refused = 0.5;

    public static EditOperator Row { get; } = new("synthesis", 0.5, [], _ => []);

    public static EditOperator GuardRow { get; } = new("synthesis-guard", 0.4, [], _ => []);

    /// <summary>One edit for each kind of behaviour, each with the others that no moment tells from it.</summary>
    public static IEnumerable<(Edit Edit, IReadOnlyList<Edit> Alike)> Of(OpenHole hole, LanguageTable table, IReadOnlyList<Filling> fillings)
    {
        if (hole.Hole.Kind == HoleKind.Guard)
            return fillings.Where(f => f.Agreement >= 1).Take(hole.IsTold ? MostGranted : MostGuards).SelectMany(f => Guards(hole, table, f));

        var parenthesise = table.IsOperand(hole.Node);
        return fillings.Select(f => Ways(hole, table, f).Select(w => EditSite.Replace(hole.Node, parenthesise && !w.Thought.IsTight ? $"({w.Thought.Text})" : w.Thought.Text, w.Weight)).ToList())
            .Where(edits => edits.Count > 0).Select(edits => (edits[0], (IReadOnlyList<Edit>)edits[1..]));
    }

    /// <summary>The same question may be followed by several ways to leave; other wordings of it wait for the one that succeeds.</summary>
    private static IEnumerable<(Edit Edit, IReadOnlyList<Edit> Alike)> Guards(OpenHole hole, LanguageTable table, Filling filling)
    {
        var site = new EditSite(hole.Spot.Unit, hole.Node);
        var wordings = Ways(hole, table, filling).Select(w => Leaving(hole, table.Guard(site, w.Thought.Text)).Select(e => e with { Weight = e.Weight * w.Weight }).ToList()).ToList();
        return wordings.Count == 0 ? [] : wordings[0].Select((e, i) => (e, (IReadOnlyList<Edit>)[.. wordings[1..].Where(w => i < w.Count).Select(w => w[i])]));
    }

    private static IEnumerable<Edit> Leaving(OpenHole hole, IEnumerable<Edit> ways) => hole.Ways is { } known ? ways.Where((_, way) => known.Contains(way)) : ways;

    private static IEnumerable<(Thought Thought, double Weight)> Ways(OpenHole hole, LanguageTable table, Filling filling)
    {
        var weight = (filling.Agreement >= 1 ? 1 : Disagreeing * filling.Agreement) * (!hole.IsTold ? 1 : filling.Granted ? Granted : Refused);
        return filling.Alike.Where(t => IsPlain(table, t)).Select(t => (t, Math.Clamp(weight * Math.Pow(EachStep, t.Cost - 1), 1e-3, Granted)));
    }

    // The program itself ran where it was thought.
    private static bool IsPlain(LanguageTable table, Thought thought) =>
        thought.Text.Length is > 0 and <= Longest && thought.Cost is >= 0 and < 100 && thought.Text.AsSpan().IndexOfAny("\n\r;\\") < 0
            && !table.Comments.Any(c => thought.Text.Contains(c, StringComparison.Ordinal));
}
