using System.Text.Json;
using System.Text.Json.Nodes;
using Ouroboros.Runs;

namespace Ouroboros.Techniques.Secrets;

/// <summary>A journal that never learns a secret: every text is cleared before it is recorded, and so before anybody is shown it.</summary>
public sealed class RedactingJournal(IRunJournal inner, SecretRedactor redactor) : IRunJournal
{
    public Task<Run> BeginAsync(RunRequest request, CancellationToken cancellationToken) => inner.BeginAsync(request, cancellationToken);

    public Task<RunEvent> AppendAsync<T>(RunId run, EventKind<T> kind, T payload, CancellationToken cancellationToken)
        where T : class =>
        inner.AppendAsync(run, kind, Cleared(kind, payload), cancellationToken);

    public Task EndAsync(RunId run, RunEnding ending, CancellationToken cancellationToken) =>
        inner.EndAsync(run, ending with { Reason = redactor.Redact(ending.Reason) }, cancellationToken);

    public Task ReopenAsync(RunId run, CancellationToken cancellationToken) => inner.ReopenAsync(run, cancellationToken);

    public Task<Run?> FindAsync(RunId run, CancellationToken cancellationToken) => inner.FindAsync(run, cancellationToken);

    public Task<IReadOnlyList<Run>> ListAsync(int limit, CancellationToken cancellationToken) => inner.ListAsync(limit, cancellationToken);

    public Task<IReadOnlyList<RunEvent>> ReadAsync(RunId run, CancellationToken cancellationToken) => inner.ReadAsync(run, cancellationToken);

    private T Cleared<T>(EventKind<T> kind, T payload)
        where T : class
    {
        // Nearly every fact holds none, and that is cheaper to see on the whole than on its parts.
        var json = JsonSerializer.Serialize(payload, kind.Shape);
        if (redactor.Redact(json) == json)
            return payload;

        var tree = JsonNode.Parse(json);
        return JsonSerializer.Deserialize(Cleared(tree)!.ToJsonString(), kind.Shape)!;
    }

    private JsonNode? Cleared(JsonNode? node) => node switch
    {
        JsonObject part => new JsonObject(part.Select(p => KeyValuePair.Create(p.Key, Cleared(p.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Cleared)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(redactor.Redact(text)),
        _ => node?.DeepClone(),
    };
}
