using System.Text.Json;
using System.Text.Json.Serialization;
using Ouroboros.Stages.Build;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What the probe inside the project told.</summary>
internal sealed record ProbeReply
{
    public string? Unknown { get; init; }

    public IReadOnlyList<string> Functions { get; init; } = [];

    public IReadOnlyList<Row> Inputs { get; init; } = [];

    /// <summary>End, type, words.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Outcomes { get; init; } = [];

    public Report? Original { get; init; }

    public IReadOnlyList<Report?> Candidates { get; init; } = [];

    public static BehaviourSurvey Read(ReadOnlySpan<byte> output, IReadOnlyList<Candidate> candidates)
    {
        try
        {
            return JsonSerializer.Deserialize(output, ProbeJson.Default.ProbeReply) is { } reply
                ? reply.Survey(candidates)
                : BehaviourSurvey.Nothing("the comparison said nothing");
        }
        catch (JsonException)
        {
            return BehaviourSurvey.Nothing("the comparison could not be read");
        }
    }

    private BehaviourSurvey Survey(IReadOnlyList<Candidate> candidates)
    {
        if (Unknown is { } reason)
            return BehaviourSurvey.Nothing(reason);

        if (Original is not { } original || !IsWhole(original) || Candidates.Count != candidates.Count || Outcomes.Any(o => o.Count != 3))
            return BehaviourSurvey.Nothing("the comparison could not be read");

        var known = new Dictionary<PatchHash, Behaviour>();
        foreach (var (candidate, report) in candidates.Zip(Candidates))
        {
            if (report is not null && IsWhole(report))
                known[candidate.Patch.Hash] = report.Behaviour();
        }

        return new BehaviourSurvey(
            Functions, [.. Inputs.Select(i => new ProbedInput(i.Call, i.Failing, i.Seen, i.Odd))], [.. Outcomes.Select(Outcome)], original.Behaviour(), known,
            known.Count == 0 ? "none of the patches could be carried over into the running program" : null);
    }

    // The program under test ran in the process that tells.
    private bool IsWhole(Report report) =>
        report.Did.Count == Inputs.Count && report.Fuel.Count == Inputs.Count && report.Did.All(d => d >= -1 && d < Outcomes.Count);

    private static ProbedOutcome Outcome(IReadOnlyList<string> row) => new(
        row[0] switch { "returned" => ProbedEnd.Returned, "endless" => ProbedEnd.Endless, _ => ProbedEnd.Raised }, row[1], row[2]);

    internal sealed record Row(string Call, bool Failing, bool Seen, bool Odd);

    internal sealed record Report(
        IReadOnlyList<int> Did, IReadOnlyList<long> Fuel, int Returned, int BrokenHints, int FailedExamples, int Examples)
    {
        public Behaviour Behaviour() => new(Did, Fuel, Returned, BrokenHints, FailedExamples, Examples);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ProbeReply))]
internal sealed partial class ProbeJson : JsonSerializerContext;
