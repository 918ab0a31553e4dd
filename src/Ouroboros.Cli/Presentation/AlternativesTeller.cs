using Ouroboros.Cli.Output;
using Ouroboros.Stages.Build;

namespace Ouroboros.Cli.Presentation;

/// <summary>Shows which other patches pass the tests, on which input each does something else, and how sure the choice is.</summary>
internal sealed class AlternativesTeller(Printer printer)
{
    private const int MostAlternatives = 5;

    /// <param name="count">How many there are in all; only the head of them is recorded.</param>
    public void Tell(SearchEnded? search, string patch, int count)
    {
        var others = search?.Ranked.Where(r => r.Patch != patch).ToArray() ?? [];
        printer.Line();
        printer.Line(Ink.Strong("Alternatives"), others.Length == 0 ? "  none: no other patch passes these tests"
            : count == 1 ? "  another patch passes the tests too" : $"  {count} other patches pass the tests too");
        if (search is null || others.Length == 0)
            return;

        var own = search.Ranked.FirstOrDefault(r => r.Patch == patch)?.Cluster;
        var found = search.Behaviours ?? BehaviourFindings.None;
        var told = new HashSet<int>();
        if (search.Behaviours is not null)
            Compared(found);

        foreach (var other in others.Take(MostAlternatives))
        {
            printer.Line($"  {other.Path}:{other.Line}  {StoryTeller.Without(other.Reason, other.Line)}", Ink.Faint("  " + Likeness(own, other.Cluster, found)));
            if (own is { } here && told.Add(other.Cluster) && found.Between(here, other.Cluster) is { } separation)
                printer.Paragraph(Sentence(separation), "      ");

            foreach (var reason in other.Reasons.Take(2))
                printer.Paragraph(reason, "      ", Tone.Faint);
        }

        if (own is { } winner && found.ShareOf(winner) is { } share)
            printer.Line(Ink.Strong("Confidence"), $"  {share:0.00}", Ink.Faint("  " + Meaning(found)));
    }

    /// <summary><c>percent_for(10) is 5 here and 0 with the alternative</c>.</summary>
    internal static string Sentence(Separation separation)
    {
        const string Is = "is ";
        var other = separation.OneDoes.StartsWith(Is, StringComparison.Ordinal) && separation.OtherDoes.StartsWith(Is, StringComparison.Ordinal)
            ? separation.OtherDoes[Is.Length..] : separation.OtherDoes;
        return $"{separation.Call} {separation.OneDoes} here and {other} with the alternative";
    }

    private static string Meaning(BehaviourFindings found) => (found.Unknown, found.Groups.Count) switch
    {
        (null, 1) => "no patch that behaves differently was found",
        (_, 1) => "no patch that says something else was found",
        (null, _) => "the share of this behaviour in the weight of all patches that pass",
        _ => "the share of this wording in the weight of all patches that pass",
    };

    private void Compared(BehaviourFindings found)
    {
        if (found.Unknown is { } reason)
        {
            printer.Paragraph($"What they do could not be compared: {reason}.", "  ", Tone.Faint);
            return;
        }

        var ways = found.Groups.Count(g => g.IsCompared);
        var calls = string.Join(", ", found.Functions.Select(f => f[(f.LastIndexOf(':') + 1)..]));
        printer.Paragraph(
            $"On {found.Inputs} inputs of {calls} {(found.Compared == 1 ? "one patch alone could be run" : ways == 1 ? $"{(found.Compared == 2 ? "both" : $"all {found.Compared}")} do the same" : $"the {found.Compared} patches do {ways} different things")}.",
            "  ", Tone.Faint);
    }

    private static string Likeness(int? own, int cluster, BehaviourFindings found)
    {
        var isKnown = found.Unknown is null && own is { } one && IsCompared(found, one) && IsCompared(found, cluster);
        return (isKnown, cluster == own) switch
        {
            (true, true) => "behaves the same",
            (true, false) => "behaves differently",
            (false, true) => "says the same",
            _ => "says something else",
        };
    }

    private static bool IsCompared(BehaviourFindings found, int cluster) => found.Groups.Any(g => g.Cluster == cluster && g.IsCompared);
}
