using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>Steps that were forgotten beside a statement.</summary>
internal static class Steps
{
    private const int MostUpdates = 60, MostCopies = 24, MostDonors = 10, LongestDonor = 80;

    public static IEnumerable<Edit> Updates(StatementText own, bool isInLoop, IEnumerable<(string Text, double Weight)> updates)
    {
        foreach (var (text, weight) in updates.OrderByDescending(u => u.Weight).Take(MostUpdates))
        {
            var here = isInLoop ? weight : 0.5 * weight;
            if (!own.Leaves)
                yield return new Edit(here, own.After(text));

            if (own.Previous is null || own.Leaves)
                yield return new Edit(here * 0.8, own.Before(text));
        }
    }

    /// <summary>A neighbour's step with one of its names exchanged, or the one that another place of the function takes.</summary>
    /// <param name="names">Those of the statement that may be exchanged.</param>
    public static IEnumerable<Edit> Copies(EditSite site, StatementText own, FunctionFacts function, IEnumerable<SyntaxNode> names)
    {
        var edits = new List<Edit>();
        foreach (var name in names.DistinctBy(d => d.Text))
        {
            foreach (var offer in site.Names(name.Text, n => !n.IsCallable && n.Kind != NameKind.Import).Take(5))
                edits.Add(new Edit(offer.Weight, own.After([.. own.Lines().Select(l => WholeWords.Replace(l, name.Text, offer.Name))])));
        }

        var donors = function.Body.Descendants
            .Where(d => d.Kind == "expression_statement" && d.Index != site.Node.Index && d.StartLine == d.EndLine && d.Length < LongestDonor)
            .DistinctBy(d => d.Text).Take(MostDonors);
        foreach (var donor in donors)
        {
            edits.Add(new Edit(0.45, own.After(donor.Text)));
            if (own.Previous is null)
                edits.Add(new Edit(0.3, own.Before(donor.Text)));
        }

        return edits.OrderByDescending(e => e.Weight).Take(MostCopies);
    }
}
