using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Risks;
using Ouroboros.Tests.Fakes;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Risks;

public sealed class RiskModelSpecs
{
    private const string Before = "def add(a, b):\n    total = a - b\n    return total\n";

    private static readonly TestName[] Failing = [new("t::a"), new("t::b")];

    private readonly PatchedProject project = new(new Dictionary<string, string>
    {
        ["app.py"] = Before,
        ["user.py"] = "from app import add\nx = add(1, 2)\ny = add(3, 4)\n",
        ["tests/test_app.py"] = "from app import add\ndef test_a():\n    assert add(17, 25) == 42\n",
    });

    [Fact]
    public void Every_factor_is_shown_with_its_weight_and_words_and_they_make_up_the_score()
    {
        var risk = Weigh("def add(a, b):\n    total = a + b\n    return total\n");

        risk.Factors.Count.ShouldBeGreaterThan(12);
        risk.Factors.ShouldAllBe(f => f.Name.Length > 0 && f.Detail.Length > 0 && f.Value >= 0 && f.Value <= 1);
        risk.Score.ShouldBe(1 / (1 + Math.Exp(-risk.Factors.Sum(f => f.Value * f.Weight))), 1e-12);
        risk.Score.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void A_small_sure_repair_is_of_low_risk_and_a_fixed_answer_is_not()
    {
        var honest = Weigh("def add(a, b):\n    total = a + b\n    return total\n");
        var gamed = Weigh("def add(a, b):\n    total = a - b\n    if a == 17:\n        return 42\n    return total\n");

        honest.Band.ShouldBe(RiskBand.Low);
        gamed.Score.ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Callers_are_counted_across_files()
    {
        Factor(Weigh("def add(a, b):\n    total = a + b\n    return total\n"), "callers").Detail.ShouldBe("2 calls of add");
    }

    [Fact]
    public void A_changed_signature_is_seen()
    {
        var risk = Weigh("def add(a, b, c=0):\n    total = a + b\n    return total\n");

        Factor(risk, "public surface").Detail.ShouldBe("1 public signature changed");
        Factor(Weigh("def add(a, b):\n    total = a + b\n    return total\n"), "public surface").Value.ShouldBe(0);
    }

    [Fact]
    public void A_literal_taken_from_the_tests_is_named()
    {
        Factor(Weigh("def add(a, b):\n    total = a + 25\n    return total\n"), "literal of the tests").Detail.ShouldBe("25 stands in the tests");
    }

    [Fact]
    public void Less_evidence_means_more_risk()
    {
        const string After = "def add(a, b):\n    total = a + b\n    return total\n";
        var sure = Weigh(After);

        Weigh(After, e => e with { Turned = [Failing[0]] }).Score.ShouldBeGreaterThan(sure.Score);
        Weigh(After, e => e with { Rivals = new Rivals(6, true) }).Score.ShouldBeGreaterThan(Weigh(After, e => e with { Rivals = new Rivals(6, false) }).Score);
        Weigh(After, e => e with { Rivals = new Rivals(6, false) }).Score.ShouldBeGreaterThan(sure.Score);
        Weigh(After, e => e with { CoveringTests = 0 }).Score.ShouldBeGreaterThan(sure.Score);
        Weigh(After, e => e with { SuspectRank = null }).Score.ShouldBeGreaterThan(sure.Score);
        Weigh(After, e => e with { Gates = [new GateResult("semantic", GateStatus.Skipped, "", TimeSpan.Zero)] }).Score.ShouldBeGreaterThan(sure.Score);
    }

    [Fact]
    public void A_file_of_no_known_language_is_weighed_by_what_can_be_seen()
    {
        var candidate = project.Change("notes.txt", "hello\nworld\n");

        var risk = new RiskModel(project.Reader, new TreeSitterParser()).Weigh(new RiskEvidence(project.Snapshot, candidate), CancellationToken.None);

        Factor(risk, "size").Detail.ShouldStartWith("2 lines added");
    }

    private static RiskFactor Factor(Risk risk, string name) => risk.Factors.Single(f => f.Name == name);

    private Risk Weigh(string after, Func<RiskEvidence, RiskEvidence>? with = null)
    {
        var candidate = project.Change("app.py", after);
        var evidence = new RiskEvidence(project.Snapshot, candidate with { Origin = new Origin("search", "test", "", candidate.Origin.Path, 2) })
        {
            Failing = Failing, Turned = Failing, CoveringTests = 5, Rivals = new Rivals(0, true), SuspectRank = 0,
            Gates = [new GateResult("tests", GateStatus.Passed, "", TimeSpan.Zero)],
        };
        return new RiskModel(project.Reader, new TreeSitterParser()).Weigh(with is null ? evidence : with(evidence), CancellationToken.None);
    }
}
