using Ouroboros.Techniques.Models.Configurations;

namespace Ouroboros.Techniques.Refinement;

/// <summary>How much of the suspicious region is masked at each step: all of it at first, a single expression at the end.</summary>
public sealed class MaskSchedule
{
    // A level stands from its share upwards. Below the last of them only single expressions are masked.
    private static readonly (double From, MaskLevel Level)[] Levels =
        [(0.8, MaskLevel.Function), (0.6, MaskLevel.Block), (0.35, MaskLevel.Statement), (0.15, MaskLevel.Condition)];

    private readonly int steps;
    private readonly NoiseSchedule noise;

    public MaskSchedule(int steps, NoiseSchedule noise)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (this.steps, this.noise) = (steps, noise);
    }

    public int Steps => steps;

    /// <summary>From 1 at step 0 to 0, which stands for a single expression, at the last.</summary>
    public double ShareAt(int step)
    {
        if (steps == 1)
            return 1;

        var passed = Math.Clamp((double)step / (steps - 1), 0, 1);
        var share = noise == NoiseSchedule.Cosine ? Math.Cos(Math.PI / 2 * passed) : 1 - passed;

        // The cosine of a right angle is not quite 0 in floating point.
        return passed >= 1 ? 0 : Math.Clamp(share, 0, 1);
    }

    public MaskLevel LevelAt(int step)
    {
        var share = ShareAt(step);
        foreach (var (from, level) in Levels)
        {
            if (share >= from)
                return level;
        }

        return MaskLevel.Expression;
    }
}
