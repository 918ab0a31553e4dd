namespace Ouroboros.Techniques.Integrity;

/// <summary>What a person allowed beyond the usual.</summary>
public sealed record TestIntegrityOptions
{
    /// <summary><c>--allow tests</c>: tests and the configuration of tests, CI and lint may be edited.</summary>
    public bool AllowTests { get; init; }
}
