using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.Anthropic;

/// <summary>A block of a message that is still coming.</summary>
internal sealed class AnthropicBlock
{
    private readonly string kind;
    private readonly string id;
    private readonly string name;
    private readonly string? data;
    private readonly string? given;
    private readonly StringBuilder arguments = new();
    private string? signature;

    public AnthropicBlock(JsonElement told)
    {
        kind = told.Member("type").Text() ?? "";
        (id, name, data) = (told.Member("id").Text() ?? "", told.Member("name").Text() ?? "", told.Member("data").Text());
        given = told.Member("input").RawText();
        Begun = kind == "text" ? told.Member("text").Text() : null;
    }

    /// <summary>Text that came with its beginning.</summary>
    public string? Begun { get; }

    /// <returns>What can be passed on at once, and how many characters came.</returns>
    public (AIContent? Content, int Length) Add(JsonElement delta)
    {
        switch (delta.Member("type").Text())
        {
            case "text_delta":
                var text = delta.Member("text").Text() ?? "";
                return (text.Length > 0 ? new TextContent(text) : null, text.Length);
            case "thinking_delta":
                var thought = delta.Member("thinking").Text() ?? "";
                return (thought.Length > 0 ? new TextReasoningContent(thought) : null, thought.Length);
            case "input_json_delta":
                var piece = delta.Member("partial_json").Text() ?? "";
                arguments.Append(piece);
                return (null, piece.Length);
            case "signature_delta":
                signature += delta.Member("signature").Text();
                return (null, 0);
            default:
                return (null, 0);
        }
    }

    /// <returns>What only a complete block holds.</returns>
    public AIContent? Close() => kind switch
    {
        "tool_use" => CallContents.Of(id, name, arguments.Length > 0 ? arguments.ToString() : given ?? ""),
        "thinking" when signature is { Length: > 0 } => AnthropicWords.Thought("", signature),
        "redacted_thinking" => AnthropicWords.Redacted(data),
        _ => null,
    };
}
