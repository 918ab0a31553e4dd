namespace Ouroboros.Cli.Doctor;

internal enum Verdict
{
    Good,

    /// <summary>ouro works, but not as well as it could.</summary>
    Caution,

    /// <summary>ouro cannot do its main job without it.</summary>
    Missing,
}

/// <summary>What an examination came to.</summary>
/// <param name="Mend">The command or step that mends it; null when nothing needs mending.</param>
internal sealed record Finding(string Part, Verdict Verdict, string Detail, string? Mend)
{
    public TimeSpan Duration { get; init; }
}

/// <summary>One part to look at.</summary>
internal sealed class Examination(string part, Func<CancellationToken, Task<Finding>> look)
{
    public async Task<Finding> RunAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        Finding finding;
        try
        {
            finding = await look(cancellationToken);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            finding = new Finding(part, Verdict.Missing, trouble.Message, "Install ouro again; in a clone, remove .build and run ./ouro.");
        }

        return finding with { Part = part, Duration = clock.GetElapsedTime(started) };
    }
}
