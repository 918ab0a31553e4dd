using Ouroboros.Capabilities.Repair;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Composition;

/// <summary>A repair as a person asked for it.</summary>
internal sealed record RepairOrder(RepairOptions Options, Limits Limits, long Seed);
