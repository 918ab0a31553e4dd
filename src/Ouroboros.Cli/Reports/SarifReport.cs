using System.Text.Json;
using Ouroboros.Cli.Output;
using Ouroboros.Cli.Presentation;
using Ouroboros.Stages.Plan;

namespace Ouroboros.Cli.Reports;

/// <summary>SARIF 2.1.0: where the fault lies and the fix, in the form code hosts and editors read.</summary>
internal static class SarifReport
{
    private const string Rule = "failing-test";

    public static string Of(RunStory story) => Json.Object(json =>
    {
        json.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.WriteString("version", "2.1.0");
        json.Objects("runs", [story], _ =>
        {
            json.WriteStartObject("tool");
            json.WriteStartObject("driver");
            json.WriteString("name", Product.Name);
            json.WriteString("semanticVersion", Product.Version);
            json.Objects("rules", [Rule], rule =>
            {
                json.WriteString("id", rule);
                json.WriteStartObject("shortDescription");
                json.WriteString("text", "A test fails and the evidence points here.");
                json.WriteEndObject();
            });
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartObject("automationDetails");
            json.WriteString("id", $"ouro/repair/{story.Id}");
            json.WriteEndObject();
            json.WriteString("columnKind", "unicodeCodePoints");
            json.Objects("results", Places(story), place => Result(json, story, place));
        });
    });

    // With a patch there is one place; without, the likeliest ones.
    private static IEnumerable<SuspectLine> Places(RunStory story) => story.Patch is { } patch
        ? [new SuspectLine(patch.Path, patch.Line, 1, patch.Reason)]
        : story.Suspects?.Head.Take(5) ?? [];

    private static void Result(Utf8JsonWriter json, RunStory story, SuspectLine place)
    {
        var failing = story.Tests?.Failing.Select(f => f.Name).ToArray() ?? [];
        json.WriteString("ruleId", Rule);
        json.WriteString("level", story.Patch is null ? "warning" : "error");
        json.WriteStartObject("message");
        json.WriteString("text", $"{place.Why} (failing: {string.Join(", ", failing.Take(5))})");
        json.WriteEndObject();
        json.Objects("locations", [place], at =>
        {
            json.WriteStartObject("physicalLocation");
            json.WriteStartObject("artifactLocation");
            json.WriteString("uri", UriOf(at.Path));
            json.WriteString("uriBaseId", "%SRCROOT%");
            json.WriteEndObject();
            json.WriteStartObject("region");
            json.WriteNumber("startLine", at.Line);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        json.WriteStartObject("partialFingerprints");
        json.WriteString("ouroFault/v1", Fingerprint(place, failing));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.Rounded("suspiciousness", place.Score);
        if (story.Patch is { } patch)
        {
            json.Rounded("risk", patch.Risk);
            json.WriteString("diff", patch.Diff);
        }

        json.WriteEndObject();
    }

    // The line number is left out, so that the same fault is recognised after lines moved.
    private static string Fingerprint(SuspectLine place, string[] failing) =>
        Workspaces.ContentHash.Of(System.Text.Encoding.UTF8.GetBytes($"{place.Path}\n{place.Why}\n{string.Join('\n', failing.Order(StringComparer.Ordinal))}")).Hex[..32];

    private static string UriOf(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
