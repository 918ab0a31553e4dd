using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Ouroboros.Techniques.Agents.Tools;
using Ouroboros.Techniques.Models;
using Ouroboros.Techniques.Models.Traffic;

namespace Ouroboros.Techniques.Agents.Calls;

/// <summary>
/// Finds the calls in an answer: those given as such, and, where there are none, those that models without calls write into their text
/// (an object with a name and arguments, in a fence or a tag), and edits that stand there bare.
/// </summary>
internal sealed partial class CallReader(IReadOnlyList<IAgentTool> tools, Func<string, bool> holdsEdits)
{
    public const string EditTool = "propose_edit";

    private const int LongestText = 1 << 20;

    public IReadOnlyList<AgentCall> Read(ChatResponse response, int step)
    {
        var native = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select((c, i) => Native(c, $"s{step}c{i}")).ToArray();
        if (native.Length > 0)
            return native;

        var text = response.Text;
        return text.Length > LongestText ? [] : Written(text, step);
    }

    private AgentCall Native(FunctionCallContent call, string id)
    {
        id = string.IsNullOrWhiteSpace(call.CallId) ? id : call.CallId;
        if (CallContents.RawOf(call) is { } text)
            return Of(id, call.Name, text, isNative: true);

        var arguments = ToJson(call.Arguments);
        return Named(id, call.Name, arguments, arguments.GetRawText(), isNative: true);
    }

    private AgentCall Of(string id, string name, string raw, bool isNative) => LenientJson.TryObject(raw, out var arguments)
        ? Named(id, name, arguments, raw, isNative)
        : new AgentCall(id, name, default, raw, isNative, $"The arguments of {name} are no JSON object. Call it again with valid JSON: double quotes, line ends as \\n, nothing left open.");

    private AgentCall Named(string id, string name, JsonElement arguments, string raw, bool isNative)
    {
        var tool = tools.FirstOrDefault(t => t.Name == name) ?? tools.FirstOrDefault(t => Plain(t.Name) == Plain(name));
        return tool is not null
            ? new AgentCall(id, tool.Name, arguments, raw, isNative, null)
            : new AgentCall(id, name, arguments, raw, isNative, $"There is no tool '{(name.Length > 60 ? name[..60] + "…" : name)}'. There are: {string.Join(", ", tools.Select(t => t.Name))}.");
    }

    /// <summary>Without a namespace in front, case and dividers: <c>functions.Read_File</c>.</summary>
    private static string Plain(string name) =>
        new([.. name[(name.LastIndexOf('.') + 1)..].Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    private List<AgentCall> Written(string text, int step)
    {
        var calls = new List<AgentCall>();
        foreach (Match match in Tagged.Matches(text))
        {
            if (FromObject(match.Groups["json"].Value, $"s{step}t{calls.Count}") is { } call)
                calls.Add(call);
        }

        if (calls.Count == 0 && FromObject(text, $"s{step}t0") is { } bare)
            calls.Add(bare);

        if (calls.Count == 0 && tools.Any(t => t.Name == EditTool) && holdsEdits(text))
            calls.Add(Edits(text, $"s{step}t0"));

        return calls;
    }

    private static AgentCall Edits(string text, string id)
    {
        var arguments = Of(new JsonObject { ["edits"] = text });
        return new AgentCall(id, EditTool, arguments, text, false, null);
    }

    /// <summary>An object that names a tool of ours; anything else is no call.</summary>
    private AgentCall? FromObject(string text, string id)
    {
        if (!LenientJson.TryObject(text, out var told))
            return null;

        foreach (var function in (string[])["function", "tool_call"])
        {
            if (told.TryGetProperty(function, out var inner) && inner.ValueKind == JsonValueKind.Object)
                told = inner;
        }

        if (Name(told) is not { } name || tools.All(t => Plain(t.Name) != Plain(name)))
            return null;

        foreach (var property in (string[])["arguments", "parameters", "input", "args"])
        {
            if (!told.TryGetProperty(property, out var given))
                continue;

            if (given.ValueKind == JsonValueKind.Object)
                return Named(id, name, given, given.GetRawText(), isNative: false);

            if (given.ValueKind == JsonValueKind.String)
                return Of(id, name, given.GetString()!, isNative: false);
        }

        return Named(id, name, Schemas.Parse("{}"), "{}", isNative: false);
    }

    private static string? Name(JsonElement told)
    {
        foreach (var property in (string[])["name", "tool", "tool_name", "function"])
        {
            if (told.TryGetProperty(property, out var name) && name.ValueKind == JsonValueKind.String)
                return name.GetString();
        }

        return null;
    }

    private static JsonElement ToJson(IDictionary<string, object?>? arguments)
    {
        var told = new JsonObject();
        foreach (var (name, value) in arguments ?? new Dictionary<string, object?>())
            told[name] = NodeOf(value);

        return Of(told);
    }

    private static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        JsonElement element => element.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(element.GetRawText()),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        double number => JsonValue.Create(number),
        _ => JsonValue.Create(value.ToString()),
    };

    private static JsonElement Of(JsonObject told) => Schemas.Parse(ValueJson.Text(json => told.WriteTo(json)));

    [GeneratedRegex(@"<(?<tag>tool_call|function_call|tool)>\s*(?<json>\{[^<]*?\})\s*</\k<tag>>|```(?:json|tool_call|tool)?[ \t]*\n(?<json>\{.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Tagged { get; }
}
