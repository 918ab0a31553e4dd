using System.Text.Json;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Runs;
using Ouroboros.Techniques.Watching;

namespace Ouroboros.Cli.Presentation;

/// <summary>The one documented object of a run; docs/json.md describes every member.</summary>
internal static class StoryJson
{
    public static string Of(RunStory story) => Json.Object(json => Write(json, story));

    /// <summary>The same, and how the workspace's watch stands.</summary>
    public static string Of(RunStory story, WatchStanding? watch) => Json.Object(json =>
    {
        Write(json, story);
        WatchJson.Write(json, watch);
    });

    public static void Write(Utf8JsonWriter json, RunStory story)
    {
        json.WriteString("run_id", story.Id.Value);
        json.WriteString("task", story.Request?.Description);
        json.WriteString("capability", story.Request?.Capability);
        json.WriteString("workspace", story.Request?.Workspace);
        json.WriteString("state", story.State.ToString().ToLowerInvariant());
        json.WriteString("result", story.Result is { } result ? NameOf(result) : null);
        if (story.Result is { } ended)
            json.WriteNumber("exit_code", ExitCodes.Of(ended));

        json.WriteString("reason", story.Reason);
        json.WriteString("started_at", story.StartedAt);
        json.Rounded("seconds", story.Duration.TotalSeconds);
        json.WriteNumber("seed", story.Request?.Seed ?? 0);
        Search(json, story);
        ModelsJson.Write(json, story);
        Tests(json, story);
        json.Objects("suspects", story.Suspects?.Head ?? [], suspect =>
        {
            json.WriteString("path", suspect.Path);
            json.WriteNumber("line", suspect.Line);
            json.Rounded("score", suspect.Score);
            json.WriteString("why", suspect.Why);
        });
        json.Objects("causes", story.Causes, cause => Cause(json, cause));
        Patch(json, story);
        json.Objects("gates", story.GatesOfPatch, gate =>
        {
            json.WriteString("gate", gate.Gate);
            json.WriteString("status", gate.Status.ToString().ToLowerInvariant());
            json.WriteString("detail", gate.Detail);
            json.Rounded("seconds", gate.Seconds);
        });
        Release(json, story);
    }

    private static void Search(Utf8JsonWriter json, RunStory story)
    {
        json.WriteNumber("candidates", story.Search?.Tried ?? 0);
        json.WriteNumber("fuel", story.Search?.Fuel ?? 0);
        json.WriteNumber("plausible", story.Search?.Plausible ?? 0);
        json.Rounded("search_seconds", story.Search?.Seconds ?? 0);
        if (story.Search?.FirstPlausible is { } first)
            json.Rounded("first_plausible_seconds", first);
        else
            json.WriteNull("first_plausible_seconds");

        json.WriteString("exhausted", story.Search?.Exhausted);
        json.Objects("clues", story.Search?.Clues ?? [], clue =>
        {
            json.WriteString("path", clue.Path);
            json.WriteNumber("line", clue.Line);
            json.WriteString("text", clue.Text);
            json.WriteString("wish", clue.Wish);
            json.WriteNumber("turned", clue.Turned);
            json.WriteBoolean("before", clue.IsBefore);
        });
        json.WriteStartObject("outcomes");
        foreach (var (outcome, count) in story.Search?.Outcomes ?? new Dictionary<string, long>())
            json.WriteNumber(JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome), count);

        json.WriteEndObject();
    }

    private static void Tests(Utf8JsonWriter json, RunStory story)
    {
        json.WriteStartObject("tests");
        json.WriteString("runner", story.Tests?.Bed);
        json.WriteNumber("total", story.Tests?.Total ?? 0);
        json.WriteNumber("passed", story.Tests?.Passed ?? 0);
        json.WriteBoolean("remembered", story.Tests?.Remembered ?? false);
        json.Objects("failing", story.Tests?.Failing ?? [], test =>
        {
            json.WriteString("name", test.Name);
            json.WriteString("outcome", test.Outcome);
            json.WriteString("exception", test.Exception);
            json.WriteString("message", test.Message);
        });
        json.Strings("flaky", story.Tests?.Flaky ?? []);
        json.WriteEndObject();
    }

    private static void Patch(Utf8JsonWriter json, RunStory story)
    {
        if (story.Patch is not { } patch)
        {
            json.WriteNull("patch");
            json.Objects("alternatives", story.Search?.Ranked ?? [], other => Alternative(json, other));
            BehavioursJson.Write(json, story.Search, null);
            return;
        }

        json.WriteStartObject("patch");
        json.WriteString("hash", patch.Patch);
        json.WriteString("operator", patch.Operator);
        json.WriteString("reason", patch.Reason);
        json.WriteString("path", patch.Path);
        json.WriteNumber("line", patch.Line);
        json.Rounded("risk", patch.Risk);
        json.WriteString("band", StoryTeller.BandOf(patch.Risk));
        json.Objects("factors", patch.Factors, factor =>
        {
            json.WriteString("name", factor.Name);
            json.Rounded("value", factor.Value);
            json.Rounded("weight", factor.Weight);
            json.WriteString("detail", factor.Detail);
        });
        json.Strings("reasons", patch.Reasons);
        json.Strings("turned", patch.Turned);
        json.Objects("remaining", patch.Remaining ?? [], test =>
        {
            json.WriteString("name", test.Name);
            json.WriteString("why", test.Why);
        });
        json.Strings("cautions", patch.Cautions);
        json.WriteString("diff", patch.Diff);
        json.WriteEndObject();
        json.Objects("alternatives", story.Search?.Ranked.Where(r => r.Patch != patch.Patch) ?? [], other => Alternative(json, other));
        BehavioursJson.Write(json, story.Search, patch.Patch);
    }

    private static void Cause(Utf8JsonWriter json, Stages.Build.CauseSearched cause)
    {
        json.WriteBoolean("mended", cause.Best is not null);
        json.Strings("tests", cause.Best is null ? cause.Tests : cause.Mended);
        json.WriteString("why_not", cause.Unmended);
        json.WriteNumber("candidates", cause.Tried);
        json.WriteNumber("plausible", cause.Plausible);
        json.Rounded("search_seconds", cause.Seconds);
        if (cause.Confidence is { } share)
            json.Rounded("confidence", share);
        else
            json.WriteNull("confidence");

        json.Objects<Stages.Build.PlausiblePatch>("best", cause.Best is { } best ? [best] : [], other => Alternative(json, other));
    }

    private static void Alternative(Utf8JsonWriter json, Stages.Build.PlausiblePatch other)
    {
        json.WriteString("hash", other.Patch);
        json.WriteString("operator", other.Operator);
        json.WriteString("reason", other.Reason);
        json.WriteString("path", other.Path);
        json.WriteNumber("line", other.Line);
        json.Rounded("score", other.Score);
        json.WriteNumber("cluster", other.Cluster);
        json.Strings("reasons", other.Reasons);
        json.WriteString("diff", other.Diff);
    }

    private static void Release(Utf8JsonWriter json, RunStory story)
    {
        json.WriteStartObject("decision");
        if (story.Decision is { } decision)
        {
            json.WriteBoolean("release", decision.Release);
            json.WriteString("by", decision.By);
            json.WriteString("reason", decision.Reason);
        }

        json.WriteEndObject();
        json.Objects("files", story.Released?.Files ?? [], file =>
        {
            json.WriteString("path", file.Path);
            json.WriteString("before", file.Before);
            json.WriteString("after", file.After);
            json.WriteNumber("lines_added", file.LinesAdded);
            json.WriteNumber("lines_removed", file.LinesRemoved);
        });
    }

    internal static string NameOf(RunResult result) => JsonNamingPolicy.SnakeCaseLower.ConvertName(result.ToString());
}
