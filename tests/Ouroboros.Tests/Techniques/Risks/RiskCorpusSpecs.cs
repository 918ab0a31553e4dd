using System.Globalization;
using Ouroboros.Stages.Review;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Risks;

public sealed class RiskCorpusSpecs(ITestOutputHelper output)
{
    [Fact]
    public void Wrong_patches_are_found_riskier_than_right_ones_on_functions_the_weights_never_saw()
    {
        var scored = RiskCorpus.Rows.Select(row => (Row: row, Risk: RiskCorpus.Weigh(row))).ToArray();

        output.WriteLine("half      functions  right  wrong    AUC");
        var areas = new Dictionary<string, double>();
        foreach (var half in scored.GroupBy(s => s.Row.Half))
        {
            areas[half.Key] = RiskCorpus.AreaUnderCurve([.. half.Select(s => (s.Row.Right, s.Risk.Score))]);
            output.WriteLine(
                $"{half.Key,-9} {half.Select(s => s.Row.Function).Distinct().Count(),9} {half.Count(s => s.Row.Right),6} {half.Count(s => !s.Row.Right),6}  {areas[half.Key]:0.000}");
        }

        // Inserted guards are most of the wrong ones and easily told; the rest is the harder question.
        var harder = scored.Where(s => s.Row is { Half: "held-out", Operator: not "insert-guard" }).Select(s => (s.Row.Right, s.Risk.Score)).ToArray();
        output.WriteLine($"held-out without inserted guards: {harder.Count(s => s.Right)} right, {harder.Count(s => !s.Right)} wrong, AUC {RiskCorpus.AreaUnderCurve(harder):0.000}");
        foreach (var right in new[] { true, false })
        {
            var bands = scored.Where(s => s.Row.Right == right).CountBy(s => s.Risk.Band).OrderBy(b => b.Key).Select(b => $"{b.Key} {b.Value}");
            output.WriteLine($"{(right ? "right" : "wrong")}: {string.Join(", ", bands)}");
        }

        Dump([.. scored.Select(s => (s.Row, s.Risk))]);
        scored.Select(s => s.Row.Function).Distinct().Count().ShouldBeGreaterThanOrEqualTo(40);
        areas["tuning"].ShouldBeGreaterThanOrEqualTo(0.8);
        areas["held-out"].ShouldBeGreaterThanOrEqualTo(0.8);
    }

    // For bench/risk/fit.py, which finds the weights.
    private static void Dump(IReadOnlyList<(RiskCorpus.Row Row, Risk Risk)> scored)
    {
        if (Environment.GetEnvironmentVariable("OURO_RISK_DUMP") is not { Length: > 0 } path)
            return;

        string[] header = ["half,function,right," + string.Join(',', scored[0].Risk.Factors.Select(f => f.Name))];
        File.WriteAllLines(path, header.Concat(scored.Select(s =>
            $"{s.Row.Half},{s.Row.Function},{(s.Row.Right ? 1 : 0)}," + string.Join(',', s.Risk.Factors.Select(f => f.Value.ToString("R", CultureInfo.InvariantCulture))))));
    }
}
