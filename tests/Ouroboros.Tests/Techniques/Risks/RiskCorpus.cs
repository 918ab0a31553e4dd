using System.Text.Json;
using System.Text.Json.Serialization;
using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Review;
using Ouroboros.Techniques.Risks;
using Ouroboros.Tests.Architecture;
using Ouroboros.Tests.Fakes;

namespace Ouroboros.Tests.Techniques.Risks;

/// <summary>The frozen patches of <c>bench/risk</c>, each with whether it was right.</summary>
internal static class RiskCorpus
{
    public static IReadOnlyList<Row> Rows { get; } = [.. File.ReadLines(Path.Join(SourceTree.RepositoryRoot(), "bench/risk/corpus.jsonl"))
        .Select(line => JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)!)];

    public static Risk Weigh(Row row)
    {
        var project = new PatchedProject(new Dictionary<string, string> { ["mod.py"] = row.Before, ["tests/test_mod.py"] = row.Tests });
        var candidate = project.Change("mod.py", row.After, row.Operator);
        TestName[] failing = [.. Enumerable.Range(0, row.Failing).Select(i => new TestName($"tests/test_mod.py::test_{i}"))];
        var evidence = new RiskEvidence(project.Snapshot, candidate with { Origin = candidate.Origin with { Line = row.Line } })
        {
            Failing = failing, Turned = failing, CoveringTests = row.Covering, Rivals = new Rivals(row.Rivals, true), SuspectRank = row.Suspect,
        };
        return new RiskModel(project.Reader, new TreeSitterParser()).Weigh(evidence, CancellationToken.None);
    }

    /// <summary>How often a wrong patch is found riskier than a right one; ties count half.</summary>
    public static double AreaUnderCurve(IReadOnlyList<(bool Right, double Risk)> scored)
    {
        var (right, wrong) = (scored.Where(s => s.Right).ToArray(), scored.Where(s => !s.Right).ToArray());
        var won = wrong.Sum(w => right.Sum(r => w.Risk > r.Risk ? 1 : w.Risk == r.Risk ? 0.5 : 0));
        return won / ((double)right.Length * wrong.Length);
    }

    internal sealed record Row(
        string Function, string Half, bool Right, string Operator, int Line, string Before, string After, string Tests, int Failing, int Covering,
        int Rivals, int? Suspect);
}
