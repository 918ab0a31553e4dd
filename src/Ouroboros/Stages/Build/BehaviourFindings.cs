namespace Ouroboros.Stages.Build;

/// <summary>How the plausible patches differ in what they do.</summary>
/// <param name="Compared">How many of them were run on the inputs.</param>
/// <param name="Functions">What was called, as <c>path:Class.name</c>.</param>
/// <param name="Groups">Every group of patches that are taken for one, the likeliest first.</param>
/// <param name="Separations">For pairs of groups, one input on which they part.</param>
/// <param name="Unknown">Why nothing is known of what they do, so that groups are by wording alone; null otherwise.</param>
public sealed record BehaviourFindings(
    int Compared, int Inputs, IReadOnlyList<string> Functions, IReadOnlyList<BehaviourGroup> Groups, IReadOnlyList<Separation> Separations, string? Unknown)
{
    public static BehaviourFindings None { get; } = new(0, 0, [], [], [], "there was nothing to compare");

    /// <summary>How sure it is of a group, from 0 to 1: its share of the weight of all plausible patches.</summary>
    public double? ShareOf(int cluster) => Groups.FirstOrDefault(g => g.Cluster == cluster)?.Share;

    /// <summary>The input that separates two groups, told from the first one's side.</summary>
    public Separation? Between(int one, int other) => Separations.FirstOrDefault(s => s.One == one && s.Other == other)
        ?? (Separations.FirstOrDefault(s => s.One == other && s.Other == one) is { } turned
            ? turned with { One = one, Other = other, OneDoes = turned.OtherDoes, OtherDoes = turned.OneDoes } : null);
}

/// <param name="Share">Of the weight of all plausible patches, from 0 to 1.</param>
/// <param name="IsCompared">Whether its behaviour is known.</param>
public sealed record BehaviourGroup(int Cluster, int Patches, double Share, bool IsCompared);

/// <param name="Call">For people: <c>percent_for(10)</c>.</param>
/// <param name="OneDoes">For people, after the call: <c>is 5</c>.</param>
public sealed record Separation(int One, int Other, string Call, string OneDoes, string OtherDoes);
