using Ouroboros.Techniques.Syntax;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>Conditions that are calls: what others ask, asked here of what stands near, and functions whose name is a question.</summary>
internal static class Questions
{
    private const int Most = 6, MostNames = 3, Longest = 60;
    private const double Near = 0.5, Far = 0.3, Exchanged = 0.8, Denied = 0.75, Named = 0.4;

    // A function that nobody but itself asks waits to be asked.
    private const double Unasked = 1.4;

    private static readonly HashSet<string> Asking = ["is", "are", "has", "can", "should", "allows", "may", "needs", "matches", "contains", "supports"];

    /// <summary>Those of a file.</summary>
    /// <param name="call">The kind of a call's node.</param>
    public static IReadOnlyList<SyntaxNode> In(SyntaxTree tree, string call, Func<SyntaxNode, bool> isCondition) =>
        [.. tree.Nodes.Where(n => n.Kind == call && n.Length <= Longest && n.StartLine == n.EndLine && isCondition(n))];

    /// <param name="names">Those that a condition may be about, likeliest first.</param>
    /// <param name="not">How a condition is denied.</param>
    public static IEnumerable<Predicate> For(EditSite site, IReadOnlyList<NameOffer> names, string not) => OfOthers(site, names).Concat(OfFunctions(site, names, not));

    private static IEnumerable<Predicate> OfOthers(EditSite site, IReadOnlyList<NameOffer> names)
    {
        var asked = site.Facts.Questions.Where(n => n.End <= site.Node.Start || site.Node.End <= n.Start)
            .OrderBy(n => Math.Abs(n.StartLine - site.Node.StartLine)).DistinctBy(n => n.Text).Take(Most);
        foreach (var question in asked)
        {
            var weight = site.Function is { } function && function.Contains(question) ? Near : Far;
            if (question.Child("function") is not { } callee || !IsKnown(site, Root(callee).Text))
                continue;

            var about = question.Child("arguments") is { } given ? given.Descendants.Where(d => d.Kind == "identifier" && d.Field != "name").ToList() : [];
            var strange = about.Where(n => !IsKnown(site, n.Text)).Select(n => n.Text).Distinct().ToList();
            if (strange.Count == 0)
                yield return new(question.Text, weight);

            // With one name exchanged: the one that is not known here, or the first.
            if (strange.Count > 1 || strange.Concat(about.Select(a => a.Text)).FirstOrDefault() is not { } exchanged)
                continue;

            foreach (var name in names.Take(MostNames).Where(n => n.Name != exchanged))
                yield return new(WholeWords.Replace(question.Text, exchanged, name.Name), Exchanged * weight * name.Weight);
        }
    }

    private static IEnumerable<Predicate> OfFunctions(EditSite site, IReadOnlyList<NameOffer> names, string not)
    {
        foreach (var (question, weight) in site.Scope.Select(n => (n, Worth(site, n))).Where(q => q.Item2 > 0).Take(Most))
        {
            foreach (var name in names.Take(MostNames))
            {
                yield return new($"{question.Name}({name.Name})", weight * name.Weight);
                yield return new($"{not}{question.Name}({name.Name})", Denied * weight * name.Weight);
            }
        }
    }

    private static double Worth(EditSite site, ScopeName name)
    {
        if (name.Kind != NameKind.Function || !Rewording.Parts(name.Name).Any(Asking.Contains) || site.Facts.FunctionNamed(name.Name) is not { } function
            || (function.Class is not null && function.Class != site.Function?.Class))
            return 0;

        return name.Lines.All(l => l >= function.Node.StartLine && l <= function.Node.EndLine) ? Unasked : Named;
    }

    private static SyntaxNode Root(SyntaxNode callee)
    {
        while ((callee.Child("object") ?? callee.Child("expression")) is { } owner)
            callee = owner;

        return callee;
    }

    // What no scope binds is the language's own.
    private static bool IsKnown(EditSite site, string name) => site.IsInScope(name) || !site.Facts.Binds(name);
}
