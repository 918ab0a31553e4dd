namespace Ouroboros.Stages.Build;

/// <summary>How an operator fared in one search.</summary>
public sealed record OperatorTally(string Language, string Operator, long Tried, long Plausible);

/// <summary>A candidate that turned some failing tests green and broke none: half a repair, or the repair of one cause among several.</summary>
public sealed record SteppingStone(Candidate Candidate, Screening Screening);
