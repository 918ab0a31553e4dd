using System.Text.Json;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Provenance;

public sealed class ProvenanceWriterSpecs
{
    [Fact]
    public async Task The_artefact_has_every_field_that_users_of_the_format_expect()
    {
        using var signed = await SignedRun.CreateAsync();
        using var json = JsonDocument.Parse(File.ReadAllText(signed.MetadataFile));
        var root = json.RootElement;

        foreach (var field in new[] { "run_id", "issue_description", "timestamp_start", "timestamp_end", "duration_seconds", "success", "models_used", "safety_checks", "file_modifications", "metadata" })
            root.TryGetProperty(field, out _).ShouldBeTrue(field);
        root.GetProperty("run_id").GetString().ShouldBe(signed.Id.Value);
        root.GetProperty("success").GetBoolean().ShouldBeTrue();
        root.GetProperty("duration_seconds").GetDouble().ShouldBeGreaterThan(1);
        Fields(root.GetProperty("models_used")[0]).ShouldBe(
            ["phase", "model_name", "purpose", "tokens_used", "duration_ms"]);
        Fields(root.GetProperty("safety_checks")[0]).ShouldBe(["check_type", "passed", "status", "details", "patch", "timestamp"]);
        Fields(root.GetProperty("file_modifications")[0]).ShouldBe(
            ["file_path", "original_hash", "modified_hash", "lines_added", "lines_removed", "backup_path", "timestamp"]);
        Fields(root.GetProperty("metadata")).ShouldBe(
            ["total_tokens_used", "total_model_time_ms", "num_safety_checks_passed", "total_lines_added", "total_lines_removed"]);
    }

    [Fact]
    public async Task Without_a_model_the_engine_of_each_phase_is_named_with_its_time()
    {
        using var signed = await SignedRun.CreateAsync();
        using var json = JsonDocument.Parse(File.ReadAllText(signed.MetadataFile));

        var models = json.RootElement.GetProperty("models_used");

        models[0].GetProperty("phase").GetString().ShouldBe("plan");
        models[0].GetProperty("model_name").GetString().ShouldBe("ouroboros/localiser");
        models[0].GetProperty("duration_ms").GetDouble().ShouldBe(1000);
        models[1].GetProperty("model_name").GetString().ShouldBe("ouroboros/gates");
    }

    [Fact]
    public async Task A_skipped_check_has_not_passed()
    {
        using var signed = await SignedRun.CreateAsync();
        using var json = JsonDocument.Parse(File.ReadAllText(signed.MetadataFile));

        var skipped = json.RootElement.GetProperty("safety_checks").EnumerateArray().Single(c => c.GetProperty("check_type").GetString() == "semantic");

        skipped.GetProperty("passed").GetBoolean().ShouldBeFalse();
        skipped.GetProperty("status").GetString().ShouldBe("skipped");
        json.RootElement.GetProperty("metadata").GetProperty("num_safety_checks_passed").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task The_statement_is_in_toto_and_names_the_released_files()
    {
        using var signed = await SignedRun.CreateAsync();
        using var json = JsonDocument.Parse(File.ReadAllText(signed.StatementFile));

        json.RootElement.GetProperty("_type").GetString().ShouldBe("https://in-toto.io/Statement/v1");
        json.RootElement.GetProperty("subject")[0].GetProperty("name").GetString().ShouldBe("a.py");
        json.RootElement.GetProperty("subject")[0].GetProperty("digest").GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        json.RootElement.GetProperty("predicateType").GetString().ShouldBe("urn:ouroboros:run:v1");
        json.RootElement.GetProperty("predicate").GetProperty("tests")[0].GetProperty("name").GetString().ShouldBe("t.py::test_sum");
    }

    [Fact]
    public async Task The_envelope_carries_the_statement_and_one_signature()
    {
        using var signed = await SignedRun.CreateAsync();
        using var json = JsonDocument.Parse(File.ReadAllText(signed.EnvelopeFile));

        json.RootElement.GetProperty("payloadType").GetString().ShouldBe("application/vnd.in-toto+json");
        json.RootElement.GetProperty("payload").GetBytesFromBase64().ShouldBe(File.ReadAllBytes(signed.StatementFile));
        Fields(json.RootElement.GetProperty("signatures")[0]).ShouldBe(["keyid", "sig"]);
    }

    [Fact]
    public async Task Secrets_stay_out_of_all_of_it()
    {
        var secret = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5";
        using var signed = await SignedRun.CreateAsync($"push with {secret}");

        File.ReadAllText(signed.MetadataFile).ShouldNotContain(secret);
        File.ReadAllText(signed.StatementFile).ShouldNotContain(secret);
        File.ReadAllText(signed.MetadataFile).ShouldContain("[redacted:github-token]");
    }

    [Fact]
    public async Task The_same_run_at_the_same_time_is_told_in_the_same_bytes()
    {
        using var one = await SignedRun.CreateAsync();
        using var other = await SignedRun.CreateAsync();

        File.ReadAllBytes(other.MetadataFile).ShouldBe(File.ReadAllBytes(one.MetadataFile));
        File.ReadAllBytes(other.StatementFile).ShouldBe(File.ReadAllBytes(one.StatementFile));
    }

    private static string[] Fields(JsonElement element) => [.. element.EnumerateObject().Select(p => p.Name)];
}
