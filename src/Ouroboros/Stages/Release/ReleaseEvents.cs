using System.Text.Json.Serialization;
using Ouroboros.Runs;

namespace Ouroboros.Stages.Release;

/// <summary>The facts that release records.</summary>
public static class ReleaseEvents
{
    public static EventKind<Released> Released { get; } = new("patch.released", ReleaseJson.Default.Released);
}

public sealed record Released(string Patch, IReadOnlyList<ReleasedFact> Files)
{
    public static Released Of(Receipt receipt) =>
        new(receipt.Patch.Hex, [.. receipt.Files.Select(f => new ReleasedFact(
            f.Path.Value, f.Before?.Hex, f.After?.Hex, f.LinesAdded, f.LinesRemoved))]);
}

public sealed record ReleasedFact(string Path, string? Before, string? After, int LinesAdded, int LinesRemoved);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Released))]
internal sealed partial class ReleaseJson : JsonSerializerContext;
