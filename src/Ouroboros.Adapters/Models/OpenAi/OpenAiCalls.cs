using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Ouroboros.Adapters.Models.Json;
using Ouroboros.Adapters.Models.Wire;
using Ouroboros.Techniques.Models;

namespace Ouroboros.Adapters.Models.OpenAi;

/// <summary>Calls that come in fragments, told apart by their index, or by their id where a server gives no index.</summary>
internal sealed class OpenAiCalls(string prefix)
{
    private readonly List<Draft> drafts = [];

    public IEnumerable<FunctionCallContent> All => drafts.Select((draft, i) => draft.ToCall($"{prefix}{i}"));

    /// <returns>How many characters the fragment holds.</returns>
    public int Take(JsonElement fragment)
    {
        var id = fragment.Member("id").Text();
        var function = fragment.Member("function");
        var name = function.Member("name").Text();
        var draft = Find(fragment.Member("index").Whole(), id, name);
        draft.Id ??= id is { Length: > 0 } ? id : null;
        draft.Extra ??= fragment.Member(OpenAiMessages.Extra).ValueKind == JsonValueKind.Object ? fragment.Clone() : null;
        var arguments = function.Member("arguments");
        var piece = arguments.Text() ?? arguments.RawText() ?? "";
        draft.Arguments.Append(piece);
        // A name comes whole, and some servers repeat it with every fragment.
        draft.Name = draft.Name.Length > 0 ? draft.Name : name ?? "";
        return piece.Length + (name?.Length ?? 0);
    }

    private Draft Find(int? index, string? id, string? name)
    {
        var found = index is { } at ? drafts.Find(d => d.Index == at)
            : id is { Length: > 0 } ? drafts.Find(d => d.Id == id)
            : name is { Length: > 0 } ? null
            : drafts.LastOrDefault();
        if (found is not null)
            return found;

        drafts.Add(new Draft(index));
        return drafts[^1];
    }

    private sealed class Draft(int? index)
    {
        public int? Index => index;

        public string? Id { get; set; }

        public string Name { get; set; } = "";

        public StringBuilder Arguments { get; } = new();

        public JsonElement? Extra { get; set; }

        public FunctionCallContent ToCall(string otherwise)
        {
            var call = CallContents.Of(Id ?? otherwise, Name, Arguments.ToString());
            return Extra is { } extra ? OpenAiWords.WithExtra(call, extra) : call;
        }
    }
}
