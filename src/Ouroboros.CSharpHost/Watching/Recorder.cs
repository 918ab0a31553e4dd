namespace Ouroboros.CSharpHost.Watching;

/// <summary>What names held once at a hole, in copies, and what its own expression came to.</summary>
internal sealed class Moment(object?[] held, int parts)
{
    public object?[] Held => held;

    public object? Own { get; set; } = Unknown.Value;

    /// <summary>What pieces of its expression came to.</summary>
    public object?[] Parts { get; } = [.. Enumerable.Repeat<object?>(Unknown.Value, parts)];
}

/// <summary>Remembers at each hole some moments of failing tests and some of passing ones.</summary>
internal sealed class Recorder(IReadOnlyList<int> parts)
{
    private const int MostFailing = 6, MostPassing = 8, MostLooks = 120;

    private readonly Lock door = new();
    private readonly List<Moment>[] moments = [.. parts.Select(_ => new List<Moment>())];
    private readonly Dictionary<(ulong Held, bool IsFailing), int>[] known = [.. parts.Select(_ => new Dictionary<(ulong, bool), int>())];
    private readonly HashSet<Moment> failing = [];
    private readonly HashSet<Moment> idle = [];
    private readonly List<Moment> lately = [];
    private readonly int[] looks = new int[parts.Count];

    // How many moments of failing tests are known, and how many of passing ones: asked without a lock, wherever the program is.
    private readonly int[] red = new int[parts.Count];
    private readonly int[] green = new int[parts.Count];
    private bool? isFailing;

    /// <summary>For each hole the moment that is being lived through, or -1.</summary>
    public int[] Now { get; } = [.. parts.Select(_ => -1)];

    public void Start(bool fails)
    {
        Array.Clear(looks);
        isFailing = fails;
    }

    /// <param name="isAsKnown">Whether the test ended as it does when nobody watches. If not, it showed nothing.</param>
    public void Finish(bool isAsKnown)
    {
        lock (door)
        {
            isFailing = null;
            Array.Fill(Now, -1);
            if (!isAsKnown)
                idle.UnionWith(lately);

            lately.Clear();
        }
    }

    /// <summary>Those of failing tests first, and how many these are.</summary>
    public (IReadOnlyList<Moment> All, int Failing) Of(int hole)
    {
        var all = moments[hole].Where(m => !idle.Contains(m)).ToLookup(failing.Contains);
        return ([.. all[true], .. all[false]], all[true].Count());
    }

    public bool Asks(int hole)
    {
        Now[hole] = -1;
        return isFailing is { } fails && ++looks[hole] <= MostLooks && (fails ? red[hole] < MostFailing : green[hole] < MostPassing);
    }

    /// <summary>The moment's number, or -1 where it is like another.</summary>
    public int Look(int hole, object?[] held)
    {
        lock (door)
        {
            if (isFailing is not { } fails)
                return -1;

            var copies = Array.ConvertAll(held, Copies.Of);
            var mark = copies.Aggregate(31UL, (m, c) => Marks.Joined(m, Marks.Of(c)));
            if (!known[hole].TryAdd((mark, fails), moments[hole].Count))
                return -1;

            var moment = new Moment(copies, parts[hole]);
            moments[hole].Add(moment);
            lately.Add(moment);
            if (fails)
                failing.Add(moment);

            (fails ? red : green)[hole]++;

            return Now[hole] = moments[hole].Count - 1;
        }
    }

    /// <param name="part">-1 for the hole's own expression, -2 for what its value is unless told otherwise.</param>
    public void Keep(int hole, int at, int part, object? value)
    {
        lock (door)
        {
            var moment = moments[hole][at];
            if (part >= 0)
            {
                if (moment.Parts[part] is Unknown)
                    moment.Parts[part] = Copies.Of(value);

                return;
            }

            moment.Own = Copies.Of(value);
            if (part == -1)
                Now[hole] = -1;
        }
    }
}
