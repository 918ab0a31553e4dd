using System.Text.Json;
using System.Text.Json.Serialization;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Baselines;

/// <summary>A measured suite as bytes, and back.</summary>
public static class SuiteMeasureText
{
    public static byte[] Write(SuiteMeasure measure) => JsonSerializer.SerializeToUtf8Bytes(StoredSuite.Of(measure), SuiteJson.Default.StoredSuite);

    /// <summary>Null where the bytes are no such text, such as one of another version.</summary>
    public static SuiteMeasure? Read(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, SuiteJson.Default.StoredSuite)?.ToMeasure();
        }
        catch (Exception other) when (other is JsonException or ArgumentException)
        {
            return null;
        }
    }
}

internal sealed record StoredSuite(
    StoredRun Baseline, string[] Failing, string[] Flaky, StoredRun Traced, StoredCoverage[] Coverage, StoredObservation[] Observations,
    string[]? Suite, string[] Red, string[] Hanging, string[] Modules)
{
    public static StoredSuite Of(SuiteMeasure measure) => new(
        StoredRun.Of(measure.Baseline), Texts(measure.Failing), Texts(measure.Flaky), StoredRun.Of(measure.Trace.Run),
        [.. measure.Trace.Coverage.Select(c => new StoredCoverage(c.Key.Value, [.. c.Value.Select(f => new StoredLines(f.Path.Value, [.. f.Lines]))]))],
        [.. measure.Trace.Observations.Select(o => new StoredObservation(o.Path.Value, o.Function, o.FunctionLine, o.Name, o.Type, [.. o.Samples], [.. o.Attributes]))],
        measure.Memory.Suite is { } suite ? Texts(suite) : null, Texts(measure.Memory.Red), Texts(measure.Memory.Hanging), [.. measure.Memory.Modules]);

    public SuiteMeasure ToMeasure() => new(
        Baseline.ToRun(), Names(Failing), Names(Flaky),
        new TestTrace(
            Traced.ToRun(),
            Coverage.ToDictionary(c => new TestName(c.Test), c => (IReadOnlyList<LineSet>)[.. c.Files.Select(f => new LineSet(RepoPath.Parse(f.Path), f.Lines))]),
            [.. Observations.Select(o => new Observation(RepoPath.Parse(o.Path), o.Function, o.Line, o.Name, o.Type, o.Samples, o.Attributes))]),
        new BedMemory(Suite is null ? null : Names(Suite), Names(Red), Names(Hanging), Modules));

    private static string[] Texts(IEnumerable<TestName> names) => [.. names.Select(n => n.Value)];

    private static TestName[] Names(IEnumerable<string> texts) => [.. texts.Select(t => new TestName(t))];
}

internal sealed record StoredRun(StoredResult[] Results, long Ticks, string? Problem)
{
    public static StoredRun Of(TestRun run) => new([.. run.Results.Select(StoredResult.Of)], run.Duration.Ticks, run.Problem);

    public TestRun ToRun() => new([.. Results.Select(r => r.ToResult())], TimeSpan.FromTicks(Ticks), Problem);
}

internal sealed record StoredResult(string Name, TestOutcome Outcome, long Ticks, long Fuel, TestFailure? Failure)
{
    public static StoredResult Of(TestResult result) => new(result.Name.Value, result.Outcome, result.Duration.Ticks, result.Fuel, result.Failure);

    public TestResult ToResult() => new(new TestName(Name), Outcome, TimeSpan.FromTicks(Ticks), Fuel, Failure);
}

internal sealed record StoredCoverage(string Test, StoredLines[] Files);

internal sealed record StoredLines(string Path, int[] Lines);

internal sealed record StoredObservation(string Path, string Function, int Line, string Name, string Type, string[] Samples, string[] Attributes);

// What another version wrote, or half of it, is no suite.
[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredSuite))]
internal sealed partial class SuiteJson : JsonSerializerContext;
