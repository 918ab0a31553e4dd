using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>Something is set in the wrong place: what the new value is made of, or what is set elsewhere in the function, is set instead.</summary>
internal static class WrongTargets
{
    private const double SetElsewhere = 0.5;
    private const int Most = 8;

    /// <param name="places">Kinds of nodes that are parts of something else: items and members. For plain names there are other edits.</param>
    public static IEnumerable<Edit> Of(EditSite site, params string[] places)
    {
        if (site.Node.Child("left") is not { } left || site.Node.Child("right") is not { } right)
            return [];

        var read = right.Descendants.Prepend(right).Where(d => IsPlace(d) && !IsCalled(d)).Select(d => (d.Text, 1.0));
        var set = site.Function is { } function
            ? function.Body.Descendants.Where(d => d.Kind == site.Node.Kind).Select(d => d.Child("left")).OfType<SyntaxNode>().Where(IsPlace).Select(d => (d.Text, SetElsewhere))
            : [];
        return read.Concat(set).DistinctBy(p => p.Text).Where(p => p.Text != left.Text && !p.Text.Contains('\n') && IsPlaceOrName(left)).Take(Most)
            .Select(p => EditSite.Replace(left, p.Text, p.Item2));

        bool IsPlace(SyntaxNode node) => places.Contains(node.Kind);
        bool IsPlaceOrName(SyntaxNode node) => node.Kind == "identifier" || IsPlace(node);
        bool IsCalled(SyntaxNode node) => node.Parent?.Child("function") is { } called && called.Start == node.Start && called.End == node.End;
    }
}
