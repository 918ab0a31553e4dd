using Microsoft.Extensions.AI;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models;

/// <summary>The models of one run, by role. Every call made through it is paid from a budget and stands in the ledger.</summary>
public interface IModelDesk
{
    bool Has(ModelRole role);

    /// <summary>Whether a role has a model of its own, not merely that of another.</summary>
    bool HasOwn(ModelRole role);

    /// <summary>How many tokens a text comes to, as far as is known.</summary>
    int Estimate(string text);

    /// <summary>The first choice for a role, for people.</summary>
    ModelName NameOf(ModelRole role);

    /// <param name="source">Who asks, for the ledger, such as <c>repair/agent</c>.</param>
    IChatClient For(ModelRole role, string source, Budget budget);
}
