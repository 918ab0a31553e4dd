namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What a person may say about how a Python project is tested.</summary>
public sealed record PythonOptions
{
    /// <summary>The interpreter to use, or null to find one.</summary>
    public string? Interpreter { get; init; }

    /// <summary>The command that runs the tests, or null to find it.</summary>
    public string? TestCommand { get; init; }

    /// <summary>The most one test may take before it counts as hanging.</summary>
    public TimeSpan TestTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How many processes run tests at once.</summary>
    public int Cores { get; init; } = System.Environment.ProcessorCount;

    /// <summary>Address space of one test process.</summary>
    public long MemoryBytes { get; init; } = 4L << 30;

    /// <summary>What tests find in their environment, beside what every run sets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
}
