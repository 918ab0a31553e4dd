using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing;

/// <summary>What a bed learns from running its suite and needs later on.</summary>
/// <param name="Suite">Every test, in the suite's order; null where they were never collected.</param>
/// <param name="Modules">What the project loads from elsewhere.</param>
public sealed record BedMemory(
    IReadOnlyList<TestName>? Suite, IReadOnlyList<TestName> Red, IReadOnlyList<TestName> Hanging, IReadOnlyList<string> Modules);
