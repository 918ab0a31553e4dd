namespace Ouroboros.Techniques.Refinement;

/// <summary>What a draft has come to: how many failing tests it turns green, and how much it changes.</summary>
/// <param name="Turned">-1 where the program no longer runs.</param>
/// <param name="Size">In bytes.</param>
internal readonly record struct DraftWorth(int Turned, int Size)
{
    // So many bytes of change weigh as much as one test.
    private const double BytesOfATest = 200;

    public double Energy => (Size / BytesOfATest) - Turned;
}

/// <summary>Decides whether the next step starts from a new draft: always from a better one, and from a worse one the more seldom the less is masked.</summary>
internal static class Annealing
{
    private const double Hottest = 0.25;

    public static bool Keeps(DraftWorth now, DraftWorth next, double share, Random random)
    {
        if (next.Turned > now.Turned || (next.Turned == now.Turned && next.Size < now.Size))
            return true;

        // Drawn whatever the temperature, so that what follows does not hang on it.
        var chance = random.NextDouble();
        var temperature = Hottest * share;
        return temperature > 0 && chance < Math.Exp(Math.Min(0, now.Energy - next.Energy) / temperature);
    }
}
