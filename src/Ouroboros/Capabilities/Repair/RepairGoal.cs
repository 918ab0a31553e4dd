using System.Text.Json.Serialization;
using Ouroboros.Stages.Goals;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Search.Learning;

namespace Ouroboros.Capabilities.Repair;

/// <summary>Turn the failing tests of a workspace green without turning any other red.</summary>
public sealed record RepairGoal(string Workspace, RepairOptions Options) : Goal(Workspace);

/// <summary>How to repair. The same names stand in configuration, environment and flags.</summary>
public sealed record RepairOptions
{
    /// <summary>The command that runs the tests, or null to find it.</summary>
    public string? TestCommand { get; init; }

    /// <summary>The Python interpreter to use, or null to find one.</summary>
    public string? Python { get; init; }

    /// <summary>Whether a patch may edit tests and their configuration.</summary>
    public bool AllowTests { get; init; }

    /// <summary>How many candidates are tried at once; 0 means one for each core.</summary>
    public int Seats { get; init; }

    /// <summary>The most one test may take, in seconds.</summary>
    public double TestTimeout { get; init; } = 300;

    /// <summary>The models that propose patches beside the search, or null for none.</summary>
    public ModelOptions? Models { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RepairOptions))]
[JsonSerializable(typeof(Experience))]
public sealed partial class RepairJson : JsonSerializerContext;
