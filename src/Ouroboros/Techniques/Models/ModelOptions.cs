namespace Ouroboros.Techniques.Models;

/// <summary>Which models a run uses and how. Holds no key: those are looked up when a call is made.</summary>
public sealed record ModelOptions
{
    /// <summary>For each role a chain of models, <c>provider:name</c> with commas between; the first that answers is taken.</summary>
    public IReadOnlyDictionary<ModelRole, string> Roles { get; init; } = new Dictionary<ModelRole, string>();

    /// <summary>fast, balanced or quality.</summary>
    public string Configuration { get; init; } = "balanced";

    /// <summary>How candidates are made: auto, agent, direct or refine.</summary>
    public string Builder { get; init; } = "auto";

    public double Temperature { get; init; } = 0.1;

    /// <summary>How often a failed attempt goes back to the model.</summary>
    public int Healing { get; init; } = 3;

    /// <summary>A script for the deterministic model in place of real ones: empty for the one that is built in; null for real ones.</summary>
    public string? Mock { get; init; }

    /// <summary>Commands of the person's own that an agent may use, one a line: <c>name: command # what it does</c>.</summary>
    public string? Tools { get; init; }

    /// <summary>A command that runs an agent of somebody else's; empty for none.</summary>
    public string? External { get; init; }

    public bool HasModels => Mock is not null || Roles.Count > 0;
}
