using Microsoft.Extensions.AI;

namespace Ouroboros.Adapters.Models.Wire;

/// <summary>What was understood of an answer before it failed: it is billed all the same.</summary>
internal sealed class WireProgress
{
    /// <summary>Characters of text, of thought and of calls.</summary>
    public int Received { get; set; }

    public UsageDetails? Usage { get; set; }
}
