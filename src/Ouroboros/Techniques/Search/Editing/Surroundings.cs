using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search.Editing;

/// <summary>What stands around a file: its failing tests, the values seen in it, the files it imports.</summary>
/// <param name="Observations">Of this file only.</param>
/// <param name="TestLiterals">Literals of the failing tests: an answer lifted from there repairs nothing.</param>
/// <param name="Exceptions">Types of the exceptions that the failing tests died of.</param>
/// <param name="Imports">By the name under which this file knows them.</param>
public sealed record Surroundings(
    IReadOnlyList<Observation> Observations, IReadOnlySet<string> TestLiterals, IReadOnlyList<string> Exceptions,
    IReadOnlyDictionary<string, FileFacts> Imports)
{
    /// <summary>Exceptions that the failing tests waited for in vain.</summary>
    public IReadOnlyList<string> Awaited { get; init; } = [];

    public static Surroundings Bare { get; } =
        new([], new HashSet<string>(), [], new Dictionary<string, FileFacts>());

    /// <summary>The type seen most under a name in a function, or null.</summary>
    public Observation? Of(FunctionFacts? function, string name)
    {
        foreach (var seen in Observations)
        {
            if (seen.Name == name && (function is null ? seen.FunctionLine == 1 : seen.Function == function.Name))
                return seen;
        }

        return null;
    }
}
