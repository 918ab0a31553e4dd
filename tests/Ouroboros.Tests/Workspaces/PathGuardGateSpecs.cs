using Ouroboros.Runs;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Validate;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Workspaces;

public sealed class PathGuardGateSpecs : IDisposable
{
    private readonly TemporaryFolder tree = new();

    [Fact]
    public async Task A_patch_within_bounds_passes_and_one_out_of_bounds_names_every_reason()
    {
        tree.Write("a.py", "x");
        var gate = new PathGuardGate(TemporaryFolder.Roots, TimeProvider.System);
        var inside = FakeStages.Candidate("y");
        var outside = inside with
        {
            Patch = new Patch([new AddFile(RepoPath.Parse(".env"), "x"u8.ToArray(), UnixFileMode.UserRead), new DeleteFile(RepoPath.Parse(".git/HEAD"), ContentHash.Of([]))]),
        };

        var passed = await gate.JudgeAsync(inside, Plan(), default);
        var failed = await gate.JudgeAsync(outside, Plan(), default);

        (gate.Name, passed.Status, failed.Status).ShouldBe(("path-guard", GateStatus.Passed, GateStatus.Failed));
        failed.Detail.ShouldContain(".env");
        failed.Detail.ShouldContain(".git");
    }

    public void Dispose() => tree.Dispose();

    private TreePlan Plan() => new(
        new FakeGoal { Run = default, Seed = 1, Limits = new Limits() }, new Snapshot(tree.Path, new Dictionary<RepoPath, FileVersion>()));

    private sealed record TreePlan(Goal Goal, Snapshot Snapshot) : WorkPlan(Goal, Snapshot);
}
