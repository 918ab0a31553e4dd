using System.Text.Json.Serialization;

namespace Ouroboros.Techniques.Semantics;

/// <summary>What the helper is asked, over standard input.</summary>
internal sealed record SemanticQuestion(
    IReadOnlyList<QuestionedFile> Files, IReadOnlyDictionary<string, byte[]> Context, IReadOnlyList<string> Paths);

internal sealed record QuestionedFile(string Path, byte[]? Before, byte[]? After);

/// <summary>What it answers on standard output.</summary>
internal sealed record SemanticAnswer(
    IReadOnlyList<SemanticProblem> Problems, IReadOnlyList<UncheckedFile> Skipped, int Checked);

internal sealed record SemanticProblem(string Path, int Line, string Kind, string Name, string Message);

internal sealed record UncheckedFile(string Path, string Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SemanticQuestion))]
[JsonSerializable(typeof(SemanticAnswer))]
internal sealed partial class SemanticJson : JsonSerializerContext;
