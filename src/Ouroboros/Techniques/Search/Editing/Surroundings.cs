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

    /// <summary>Files nearby that are written in the same language, nearest first. They are read when they are asked for.</summary>
    public Func<IReadOnlyList<KindredFile>> Kin { get; init; } = () => [];

    public static Surroundings Bare { get; } =
        new([], new HashSet<string>(), [], new Dictionary<string, FileFacts>());

    // Asked for every name in scope of every edit: by function, null for the file's own level.
    private readonly Dictionary<(string?, string), Observation> seen = Seen(Observations);

    /// <summary>The type seen most under a name in a function, or null.</summary>
    public Observation? Of(FunctionFacts? function, string name) => seen.GetValueOrDefault((function?.Name, name));

    private static Dictionary<(string?, string), Observation> Seen(IReadOnlyList<Observation> observations)
    {
        var first = new Dictionary<(string?, string), Observation>();
        foreach (var observation in observations)
        {
            first.TryAdd((observation.Function, observation.Name), observation);
            if (observation.FunctionLine == 1)
                first.TryAdd((null, observation.Name), observation);
        }

        return first;
    }
}
