namespace Ouroboros.Techniques.Localisation;

/// <summary>How suspicious a line is, from how many failing and passing tests ran it.</summary>
/// <param name="FailingRan">ef</param>
/// <param name="PassingRan">ep</param>
/// <param name="Failing">F: all failing tests, whether they ran it or not.</param>
public readonly record struct LineSpectrum(int FailingRan, int PassingRan, int Failing)
{
    public double Ochiai => FailingRan == 0 ? 0 : FailingRan / Math.Sqrt((double)Failing * (FailingRan + PassingRan));

    /// <summary>With exponent 2. Unbounded: a line that every failing test and no other ran is infinitely suspicious.</summary>
    public double DStar => FailingRan == 0 ? 0 : (double)FailingRan * FailingRan / (PassingRan + Failing - FailingRan);

    public double Barinel => FailingRan == 0 ? 0 : 1 - (PassingRan / (double)(PassingRan + FailingRan));

    /// <summary>The three together, from 0 to 1. Ochiai leads; the others part its ties.</summary>
    public double Score
    {
        get
        {
            var star = DStar;
            var bounded = double.IsInfinity(star) ? 1 : star / (1 + star);
            return (0.6 * Ochiai) + (0.25 * bounded) + (0.15 * Barinel);
        }
    }
}
