using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ouroboros.Techniques.Testing.Python;

/// <summary>What a process that thinks told. The program under test ran in it or beside it, so nothing of it is taken on trust.</summary>
internal sealed record ThinkerReply(IReadOnlyList<IReadOnlyList<Filling>>? Holes)
{
    private const int Largest = 8 << 20;

    /// <summary>A row for each hole; nothing at all where it is no answer.</summary>
    public static IReadOnlyList<IReadOnlyList<Filling>> Read(ReadOnlySpan<byte> output, int count)
    {
        if (output.Length > Largest)
            return [];

        try
        {
            return JsonSerializer.Deserialize(output, ThinkerJson.Default.ThinkerReply) is { Holes: { } holes } && holes.Count == count
                ? [.. holes.Select(h => (IReadOnlyList<Filling>)[.. (h ?? []).Where(IsFilling)])]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    // Within rows the reader lets anything be missing.
    private static bool IsFilling(Filling? told) => told is { Agreement: >= 0 and <= 1, Alike.Count: > 0 } && told.Alike.All(t => t is not null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ThinkerReply))]
internal sealed partial class ThinkerJson : JsonSerializerContext;
