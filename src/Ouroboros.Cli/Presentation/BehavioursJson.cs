using System.Text.Json;
using Ouroboros.Cli.Output;
using Ouroboros.Stages.Build;

namespace Ouroboros.Cli.Presentation;

/// <summary>How the plausible patches differ in what they do, and how sure the choice among them is.</summary>
internal static class BehavioursJson
{
    /// <param name="patch">The patch that was put forward, or null.</param>
    public static void Write(Utf8JsonWriter json, SearchEnded? search, string? patch)
    {
        var found = search?.Behaviours ?? BehaviourFindings.None;
        var own = search?.Ranked.FirstOrDefault(r => r.Patch == patch)?.Cluster;
        json.WriteStartObject("behaviours");
        json.WriteNumber("compared", found.Compared);
        json.WriteNumber("inputs", found.Inputs);
        json.WriteString("unknown", found.Unknown);
        if (own is { } cluster)
            json.WriteNumber("cluster", cluster);

        if (own is { } winner && found.ShareOf(winner) is { } share)
            json.Rounded("confidence", share);
        else
            json.WriteNull("confidence");

        json.Strings("functions", found.Functions);
        json.Objects("clusters", found.Groups, group =>
        {
            json.WriteNumber("cluster", group.Cluster);
            json.WriteNumber("patches", group.Patches);
            json.Rounded("share", group.Share);
            json.WriteBoolean("compared", group.IsCompared);
        });
        json.Objects("separations", found.Separations, pair =>
        {
            json.WriteNumber("one", pair.One);
            json.WriteNumber("other", pair.Other);
            json.WriteString("call", pair.Call);
            json.WriteString("one_does", pair.OneDoes);
            json.WriteString("other_does", pair.OtherDoes);
        });
        json.WriteEndObject();
    }
}
