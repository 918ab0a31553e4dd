using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Ouroboros.Cli.Output;

/// <summary>Writes one JSON object by hand: nothing is reflected over, so that nothing slows the start.</summary>
internal static class Json
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Object(Action<Utf8JsonWriter> members, bool indented = true)
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, Readable with { Indented = indented }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length) + "\n";
    }

    public static void Array<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(item);

        writer.WriteEndArray();
    }

    public static void Strings(this Utf8JsonWriter writer, string name, IEnumerable<string> items) =>
        writer.Array(name, items, writer.WriteStringValue);

    public static void Objects<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> members) =>
        writer.Array(name, items, item =>
        {
            writer.WriteStartObject();
            members(item);
            writer.WriteEndObject();
        });

    /// <summary>Seconds and the like: three digits are all that a reader can use.</summary>
    public static void Rounded(this Utf8JsonWriter writer, string name, double number) => writer.WriteNumber(name, Math.Round(number, 3));
}
