using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ouroboros.Runs;

/// <summary>One fact of a run, in the order it was recorded.</summary>
/// <param name="Json">On one line.</param>
public sealed record RunEvent(RunId Run, long Sequence, DateTimeOffset At, string Kind, string Json)
{
    public bool Is<T>(EventKind<T> kind, out T payload)
        where T : class
    {
        payload = Kind == kind.Name ? JsonSerializer.Deserialize(Json, kind.Shape)! : null!;
        return payload is not null;
    }
}

/// <summary>A typed key: the name under which facts of one shape stand in the journal.</summary>
public sealed record EventKind<T>(string Name, JsonTypeInfo<T> Shape)
    where T : class;
