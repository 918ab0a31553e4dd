using Ouroboros.Stages.Build;
using Ouroboros.Stages.Learn;
using Ouroboros.Stages.Plan;
using Ouroboros.Stages.Release;
using Ouroboros.Stages.Review;
using Ouroboros.Stages.Validate;

namespace Ouroboros.Stages;

/// <summary>What a capability plugs into the journey. Approval is not its business.</summary>
public sealed record StageSet(
    IPlanner Planner, IBuilder Builder, IValidator Validator, IReviewer Reviewer, IReleaser Releaser, IReadOnlyList<ILearner> Learners);
