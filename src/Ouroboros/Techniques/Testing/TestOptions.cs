namespace Ouroboros.Techniques.Testing;

/// <summary>What a person may say about how a project is tested, whatever its kind.</summary>
public sealed record TestOptions
{
    /// <summary>The command that runs the tests, or null to find it.</summary>
    public string? TestCommand { get; init; }

    /// <summary>The Python interpreter to use, or null to find one.</summary>
    public string? Python { get; init; }

    /// <summary>The most one test may take before it counts as hanging.</summary>
    public TimeSpan TestTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How many processes run tests at once.</summary>
    public int Cores { get; init; } = Environment.ProcessorCount;
}
