using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ouroboros.Techniques.Models.Traffic;

/// <summary>Values of any shape as JSON, always written alike: members in the order of their names.</summary>
internal static class ValueJson
{
    // The arguments of a call come from a model.
    private const int Deepest = 64;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, Plain))
            write(json);

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <exception cref="NotSupportedException">It is nested deeper than anything that makes sense.</exception>
    public static void Write(Utf8JsonWriter json, object? value, int depth = 0)
    {
        if (depth > Deepest)
            throw new NotSupportedException($"A value of a call to a model is nested deeper than {Deepest}.");

        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case JsonElement element:
                Write(json, element, depth);
                break;
            case JsonNode node:
                using (var document = JsonDocument.Parse(node.ToJsonString()))
                    Write(json, document.RootElement, depth);

                break;
            case IEnumerable<KeyValuePair<string, object?>> members:
                WriteObject(json, members, depth);
                break;
            case IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                    Write(json, item, depth + 1);

                json.WriteEndArray();
                break;
            default:
                WriteNumber(json, value);
                break;
        }
    }

    public static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> members, int depth = 0)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            Write(json, value, depth + 1);
        }

        json.WriteEndObject();
    }

    /// <summary>The text of a string, or as it was written where it holds half a character.</summary>
    public static string TextOf(JsonElement element)
    {
        try
        {
            return element.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return element.GetRawText();
        }
    }

    public static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\ufffd";
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(json, element.EnumerateObject().Select(m => KeyValuePair.Create(NameOf(m), (object?)m.Value)), depth);
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                    Write(json, (object)item, depth + 1);

                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(TextOf(element));
                break;
            case JsonValueKind.Undefined:
                json.WriteNullValue();
                break;
            default:
                element.WriteTo(json);
                break;
        }
    }

    private static void WriteNumber(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case int or long or short or byte:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double real when double.IsFinite(real):
                json.WriteNumberValue(real);
                break;
            case float real when float.IsFinite(real):
                json.WriteNumberValue(real);
                break;
            case decimal exact:
                json.WriteNumberValue(exact);
                break;
            default:
                json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
