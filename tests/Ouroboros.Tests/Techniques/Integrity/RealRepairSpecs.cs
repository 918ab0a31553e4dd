using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Integrity;
using Ouroboros.Techniques.Risks;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Integrity;

public sealed class RealRepairSpecs(ITestOutputHelper output)
{
    public static TheoryData<string> Samples => [.. RealRepairs.Samples];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task The_known_repairs_of_a_sample_pass_the_gates_and_few_are_a_great_risk(string sample)
    {
        var parser = new TreeSitterParser();
        int repairs = 0, risky = 0;
        foreach (var (name, project, repair) in RealRepairs.Of(sample))
        {
            var integrity = new TestIntegrityGate(project.Reader, parser, new TestIntegrityOptions(), TimeProvider.System);
            var semantic = new SemanticGate(project.Reader, _ => new PythonSemantics(project.Reader, new PlainRunner(), "/usr/bin/python3", []), TimeProvider.System);
            TestName[] failing = [new("t")];
            var risk = new RiskModel(project.Reader, parser).Weigh(
                new RiskEvidence(project.Snapshot, repair) { Failing = failing, Turned = failing, CoveringTests = 3, Rivals = new Rivals(0, true), SuspectRank = 2 },
                CancellationToken.None);

            var judged = await integrity.JudgeAsync(repair, project.Plan, CancellationToken.None);
            var named = await semantic.JudgeAsync(repair, project.Plan, CancellationToken.None);
            output.WriteLine($"{name,-14} risk {risk.Score:0.00}  {string.Join(", ", risk.Factors.Where(f => f.Name != "base" && f.Value * f.Weight >= 0.3).Select(f => f.Detail))}");

            judged.Status.ShouldBe(GateStatus.Passed, $"{name}: {judged.Detail}");

            // What has no check of its language is said to be unchecked.
            named.Status.ShouldBe(repair.Origin.Path.Extension == ".py" ? GateStatus.Passed : GateStatus.Skipped, $"{name}: {named.Detail}");
            risky += risk.Score < 0.5 ? 0 : 1;
            repairs++;
        }

        repairs.ShouldBe(11);
        risky.ShouldBeLessThanOrEqualTo(2);
    }
}
