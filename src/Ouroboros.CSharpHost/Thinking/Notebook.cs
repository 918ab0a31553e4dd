using Ouroboros.CSharpHost.Watching;

namespace Ouroboros.CSharpHost.Thinking;

/// <summary>All that was thought of for one hole, by the values it has: of those that are alike the cheapest is gone on with.</summary>
internal sealed class Notebook(int moments)
{
    private const int MostAlike = 8;

    private readonly Dictionary<(ulong, ulong), List<Thought>> classes = [];

    public int Moments => moments;

    /// <summary>How often something was thought of.</summary>
    public int Count { get; private set; }

    public IEnumerable<IReadOnlyList<Thought>> Classes => classes.Values;

    /// <summary>The thought, where it has values that none before has; null otherwise.</summary>
    public Thought? Note(string text, Binding binds, double cost, Shape shape, object?[] values, bool speaks)
    {
        Count++;
        if (Array.TrueForAll(values, v => v is Unknown))
            return null;

        var key = Key(values, shape);
        if (!classes.TryGetValue(key, out var alike))
            classes[key] = alike = [];

        if (alike.Count >= MostAlike)
            return null;

        alike.Add(new Thought(text, binds, cost, shape, values, speaks));
        return alike.Count == 1 ? alike[0] : null;
    }

    // What may be missing is asked other questions than what is there.
    private static (ulong, ulong) Key(object?[] values, Shape shape)
    {
        var (one, other) = (shape.Sort == Sort.Maybe ? 41UL : 42UL, 43UL);
        foreach (var value in values)
        {
            var mark = Marks.Of(value);
            (one, other) = (Marks.Joined(one, mark), Marks.Joined(mark + 1, other));
        }

        return (one, other);
    }
}
