using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Testing;

namespace Ouroboros.Techniques.Search.Ranking;

/// <summary>Groups patches that say the same, or that did the same on every input; either likeness joins.</summary>
internal sealed class PatchClusters
{
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<Behaviour?> behaviours = [];

    /// <summary>The number of the group, from 0 in the order of asking.</summary>
    public int Of(string form, Behaviour? behaviour)
    {
        var key = behaviour is null ? null : "does " + string.Join(',', behaviour.Did);
        if (!(key is not null && numbers.TryGetValue(key, out var known)) && !numbers.TryGetValue(form, out known))
        {
            known = behaviours.Count;
            behaviours.Add(null);
        }

        numbers.TryAdd(form, known);
        if (key is not null)
            numbers.TryAdd(key, known);

        behaviours[known] ??= behaviour;
        return known;
    }

    public Behaviour? BehaviourOf(int cluster) => behaviours[cluster];

    /// <summary>One input for each pair of the groups on which they part, in words: a plain one that tests could have tried, rather than an odd one.</summary>
    public static IEnumerable<Separation> Separations(IReadOnlyList<(int Cluster, Behaviour Behaviour)> groups, BehaviourSurvey survey)
    {
        for (var one = 0; one < groups.Count; one++)
        {
            for (var other = one + 1; other < groups.Count; other++)
            {
                if (Parting(groups[one].Behaviour, groups[other].Behaviour, survey) is { } input)
                {
                    yield return new Separation(
                        groups[one].Cluster, groups[other].Cluster, survey.Inputs[input].Call,
                        survey.Of(groups[one].Behaviour, input)!.Words, survey.Of(groups[other].Behaviour, input)!.Words);
                }
            }
        }
    }

    private static int? Parting(Behaviour one, Behaviour other, BehaviourSurvey survey) =>
        Enumerable.Range(0, survey.Inputs.Count)
            .Where(i => one.Did[i] != other.Did[i] && one.Did[i] >= 0 && other.Did[i] >= 0)
            .OrderBy(i => survey.Inputs[i].Odd).ThenBy(i => survey.Inputs[i].Call.Length).ThenBy(i => i)
            .Select(i => (int?)i).FirstOrDefault();
}
