using Ouroboros.Techniques.Models.Money;

namespace Ouroboros.Techniques.Models.Desk;

/// <summary>What the calls of one source to one model in one role came to, for provenance.</summary>
/// <param name="Calls">Attempts that were sent.</param>
/// <param name="Retries">How often one was tried again.</param>
/// <param name="Failed">How many came to nothing.</param>
/// <param name="Duration">Of all of them together.</param>
/// <param name="Money">In US dollars, or null where the model has no price.</param>
public sealed record ModelCall(
    ModelRole Role, string Source, ModelName Model, int Calls, int Retries, int Failed, TokenUse Tokens, TimeSpan Duration, decimal? Money);
