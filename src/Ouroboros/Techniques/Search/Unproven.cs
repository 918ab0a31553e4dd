using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Search.Editing;

namespace Ouroboros.Techniques.Search;

/// <summary>
/// Edits that turned no test green. What a test burns before it fails tells those that changed nothing from those that brought it
/// further: the latter may be half of a repair.
/// </summary>
internal sealed class Unproven
{
    private const int MostKept = 600, MostFurther = 20, Most = 32;

    private readonly List<(Draft Edit, TestName? Test, long Fuel)> kept = [];

    public void Add(Draft edit, Screening screening)
    {
        if (kept.Count < MostKept)
            kept.Add((edit, screening.DecidedBy, screening.Fuel));
    }

    /// <summary>Those that brought the deciding test further than most did, then the likeliest of the others.</summary>
    public IEnumerable<Draft> Best()
    {
        // Most edits leave a test as it was.
        var usual = kept.GroupBy(k => k.Test).ToDictionary(g => g.Key ?? default, g => g.GroupBy(k => k.Fuel).OrderByDescending(f => f.Count()).First().Key);
        var further = kept.Where(k => k.Fuel > usual[k.Test ?? default]).Take(MostFurther).Select(k => k.Edit).ToList();
        return further.Concat(kept.Select(k => k.Edit).Except(further).Take(Most - further.Count));
    }
}
