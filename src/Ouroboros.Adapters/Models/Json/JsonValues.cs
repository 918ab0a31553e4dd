using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ouroboros.Adapters.Models.Json;

/// <summary>Writes values whose type is known only when the program runs, without reflection.</summary>
internal static class JsonValues
{
    private const int Deepest = 32;

    public static void Write(Utf8JsonWriter json, object? value, int depth = 0)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case JsonElement { ValueKind: JsonValueKind.Undefined }: json.WriteNullValue(); break;
            case JsonElement element: element.WriteTo(json); break;
            case JsonNode node: node.WriteTo(json); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case float number when float.IsFinite(number): json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            case sbyte or byte or short or ushort or int or uint or long: json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case IEnumerable<KeyValuePair<string, object?>> members when depth < Deepest: WriteObject(json, members, depth + 1); break;
            case System.Collections.IEnumerable items when depth < Deepest: WriteArray(json, items, depth + 1); break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    public static void WriteObject(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> members, int depth = 0)
    {
        json.WriteStartObject();
        foreach (var (name, value) in members)
        {
            json.WritePropertyName(name);
            Write(json, value, depth);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, System.Collections.IEnumerable items, int depth)
    {
        json.WriteStartArray();
        foreach (var item in items)
            Write(json, item, depth);

        json.WriteEndArray();
    }
}
