using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Ouroboros.Techniques.Provenance;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.Never, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ArtifactMetadata))]
[JsonSerializable(typeof(Statement))]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class ProvenanceJson : JsonSerializerContext
{
    /// <summary>One text for one value: fixed order, two spaces, line feeds, one at the end.</summary>
    public static byte[] Write<T>(T value, JsonTypeInfo<T> shape) => [.. JsonSerializer.SerializeToUtf8Bytes(value, shape), (byte)'\n'];

    /// <summary>The value, if the bytes are exactly what <see cref="Write"/> makes of it; otherwise null.</summary>
    public static T? ReadExact<T>(byte[] bytes, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            var value = JsonSerializer.Deserialize(bytes, shape);
            return value is not null && Write(value, shape).AsSpan().SequenceEqual(bytes) ? value : null;
        }
        catch (Exception notOurs) when (notOurs is JsonException or FormatException or ArgumentException or NullReferenceException)
        {
            return null;
        }
    }
}

/// <summary>The same for files that people read: nothing is escaped that JSON itself does not ask for.</summary>
internal static class ReadableJson
{
    public static ProvenanceJson Shapes { get; } =
        new(new JsonSerializerOptions(ProvenanceJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
