using Microsoft.Extensions.AI;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Models;

/// <summary>The models of one run, by role. Every call made through it is paid from a budget and stands in the ledger.</summary>
public interface IModelDesk
{
    bool Has(ModelRole role);

    /// <summary>The first choice for a role, for people.</summary>
    ModelName NameOf(ModelRole role);

    /// <param name="source">Who asks, for the ledger, such as <c>repair/agent</c>.</param>
    IChatClient For(ModelRole role, string source, Budget budget);
}
