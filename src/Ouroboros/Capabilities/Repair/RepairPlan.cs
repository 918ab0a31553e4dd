using Ouroboros.Stages.Evidence;
using Ouroboros.Stages.Goals;
using Ouroboros.Stages.Plan;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Capabilities.Repair;

/// <summary>The suite as it stands, what fails in it, and where the fault may lie.</summary>
public sealed record RepairPlan(Goal Goal, Snapshot Snapshot) : WorkPlan(Goal, Snapshot)
{
    public ITestBed? Bed { get; init; }

    /// <summary>Checks what a patch means without running it, or null.</summary>
    public ISemanticCheck? Semantics { get; init; }

    public TestRun Baseline { get; init; } = new([], TimeSpan.Zero, null);

    /// <summary>Red every time it was run.</summary>
    public IReadOnlyList<TestResult> Failing { get; init; } = [];

    /// <summary>Red one time and green another: reported, never repaired.</summary>
    public IReadOnlyList<TestName> Flaky { get; init; } = [];

    public TestTrace Trace { get; init; } =
        new(new TestRun([], TimeSpan.Zero, null), new Dictionary<TestName, IReadOnlyList<LineSet>>(), []);

    public IReadOnlyList<Suspect> Suspects { get; init; } = [];

    /// <summary>Set where the suite was not measured now but remembered: forgets it. What is remembered speaks no verdict.</summary>
    public Func<CancellationToken, Task>? Forget { get; init; }

    /// <summary>Green at the baseline and to be kept so.</summary>
    public IEnumerable<TestName> Guarding =>
        Baseline.Results.Where(r => r.Outcome == TestOutcome.Passed && !Flaky.Contains(r.Name)).Select(r => r.Name);

    public override async ValueTask DisposeAsync()
    {
        if (Bed is { } bed)
            await bed.DisposeAsync();

        await base.DisposeAsync();
    }
}
