using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing.Baselines;

/// <summary>A suite as it was measured: its results, which of them are worth repairing, and the trace.</summary>
/// <param name="Memory">What the bed learnt on the way.</param>
public sealed record SuiteMeasure(
    TestRun Baseline, IReadOnlyList<TestName> Failing, IReadOnlyList<TestName> Flaky, TestTrace Trace, BedMemory Memory);
