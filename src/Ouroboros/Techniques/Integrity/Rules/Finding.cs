namespace Ouroboros.Techniques.Integrity.Rules;

/// <summary>Something in a file that could fool its tests. Only findings that a patch adds count against it.</summary>
/// <param name="Rule">Its name in the rule table.</param>
/// <param name="Key">Two findings with the same rule and key are the same thing, wherever it stands.</param>
/// <param name="Line">Counted from 1.</param>
/// <param name="Message">For people: what it does, as the end of "line 3: …".</param>
public sealed record Finding(string Rule, string Key, int Line, string Message)
{
    /// <summary>Those of <paramref name="after"/> that have no partner in <paramref name="before"/>.</summary>
    internal static IReadOnlyList<Finding> Added(IEnumerable<Finding> before, IEnumerable<Finding> after)
    {
        var known = before.CountBy(f => (f.Rule, f.Key)).ToDictionary(p => p.Key, p => p.Value);
        var added = new List<Finding>();
        foreach (var finding in after)
        {
            var left = known.GetValueOrDefault((finding.Rule, finding.Key));
            if (left == 0)
                added.Add(finding);
            else
                known[(finding.Rule, finding.Key)] = left - 1;
        }

        return added;
    }
}
