using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Configurations;

namespace Ouroboros.Capabilities.Repair;

/// <summary>How models go about a repair: a configuration, and what a person said beside it.</summary>
/// <param name="Healing">How often a failed attempt goes back with the reason.</param>
internal sealed record ModelConduct(BuildConfiguration Basis, int Healing, float Temperature)
{
    /// <summary>Whether it goes on when one was found, for others to choose from.</summary>
    public bool WantsSeveral => Basis == BuildConfigurations.Quality;

    /// <summary>Whether an agent has the tools for reading and editing alone.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Whether masks are refined instead.</summary>
    public bool IsRefinement { get; init; }

    public static ModelConduct Of(ModelOptions options)
    {
        var basis = BuildConfigurations.Find(options.Configuration) ?? BuildConfigurations.Balanced;
        return new ModelConduct(basis, Math.Min(basis.HealingAttempts, options.Healing), (float)options.Temperature)
        {
            IsDirect = options.Builder == "direct" || (options.Builder == "auto" && basis == BuildConfigurations.Fast),
            IsRefinement = options.Builder == "refine",
        };
    }
}
