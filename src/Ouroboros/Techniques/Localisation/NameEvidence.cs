using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Localisation;

/// <summary>How much the names of failing tests speak of a file or a function.</summary>
internal sealed class NameEvidence
{
    private static readonly HashSet<string> Hollow =
        ["test", "tests", "py", "a", "an", "the", "is", "are", "of", "in", "to", "and", "not", "no", "it", "self", "init"];

    private readonly HashSet<string> said;
    private readonly ILookup<RepoPath, (int Line, string Function)> functions;

    public NameEvidence(IReadOnlyList<TestResult> failing, IReadOnlyList<Observation> observations)
    {
        said = [.. failing.SelectMany(f => Words(f.Name.Value))];
        functions = observations.Where(o => o.Function is not "<module>").Select(o => (o.Path, o.FunctionLine, o.Function)).Distinct()
            .OrderByDescending(o => o.FunctionLine).ToLookup(o => o.Path, o => (o.FunctionLine, o.Function));
    }

    /// <summary>From 0 to 1: the share of the place's own words that the tests' names use.</summary>
    public double Of(RepoPath path, int line)
    {
        var function = functions[path].FirstOrDefault(f => f.Line <= line).Function ?? "";
        return Math.Max(Share(path.Value), Share(function));
    }

    private double Share(string text)
    {
        var words = Words(text).ToArray();
        return words.Length == 0 ? 0 : words.Count(said.Contains) / (double)words.Length;
    }

    private static IEnumerable<string> Words(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var ends = i == text.Length || !char.IsLetter(text[i]) || (i > start && char.IsUpper(text[i]) && char.IsLower(text[i - 1]));
            if (!ends)
                continue;

            if (i > start && text[start..i].ToLowerInvariant() is var word && !Hollow.Contains(word))
                yield return word;

            start = i < text.Length && char.IsLetter(text[i]) ? i : i + 1;
        }
    }
}
