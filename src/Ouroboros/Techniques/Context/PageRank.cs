namespace Ouroboros.Techniques.Context;

/// <summary>How often a walker along weighted edges comes by each node.</summary>
/// <param name="Ranks">They sum to 1.</param>
/// <param name="Error">The most by which they may still be off, all together.</param>
public sealed record PageRanks(IReadOnlyList<double> Ranks, int Rounds, double Error);

/// <summary>An edge that a walker may take, the more often the heavier it is.</summary>
public readonly record struct WalkEdge(int From, int To, double Weight);

/// <summary>Personalised PageRank by sparse power iteration.</summary>
public static class PageRank
{
    public const double Damping = 0.85;

    private const double Tolerance = 1e-9;

    // Each round shrinks the error, at most 2 at first, by the damping: so many rounds are always enough.
    private static readonly int MostRounds = (int)Math.Ceiling(Math.Log(Tolerance * (1 - Damping) / 2) / Math.Log(Damping));

    /// <param name="home">Where the walker starts anew, by weight; everywhere alike where it holds nothing but zeros.</param>
    public static PageRanks Of(IReadOnlyList<double> home, IReadOnlyList<WalkEdge> edges, CancellationToken cancellationToken)
    {
        var start = Normalised(home);
        var leaving = new double[start.Length];
        foreach (var edge in edges)
            leaving[edge.From] += edge.Weight;

        var (ranks, rounds, error) = (start, 0, 2.0);
        while (rounds < MostRounds && error > Tolerance)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var next = Step(ranks, start, leaving, edges);
            var change = 0.0;
            for (var i = 0; i < next.Length; i++)
                change += Math.Abs(next[i] - ranks[i]);

            (ranks, rounds, error) = (next, rounds + 1, change * Damping / (1 - Damping));
        }

        return new PageRanks(ranks, rounds, start.Length == 0 ? 0 : error);
    }

    private static double[] Step(double[] ranks, double[] start, double[] leaving, IReadOnlyList<WalkEdge> edges)
    {
        // Who is where no edge leads on goes home.
        var lost = 0.0;
        for (var i = 0; i < ranks.Length; i++)
            lost += leaving[i] > 0 ? 0 : ranks[i];

        var next = new double[ranks.Length];
        for (var i = 0; i < next.Length; i++)
            next[i] = ((1 - Damping) + (Damping * lost)) * start[i];

        foreach (var edge in edges)
        {
            if (leaving[edge.From] > 0)
                next[edge.To] += Damping * ranks[edge.From] * edge.Weight / leaving[edge.From];
        }

        return Normalised(next);
    }

    private static double[] Normalised(IReadOnlyList<double> weights)
    {
        var sum = weights.Sum();
        return sum > 0 ? [.. weights.Select(w => w / sum)] : [.. weights.Select(_ => 1.0 / weights.Count)];
    }
}
