using System.Text.Json;

namespace Ouroboros.CSharpHost.Watching;

internal enum HoleKind
{
    Value,
    Condition,
    Guard,
}

/// <summary>An expression that may be another one, or the place before a statement where a question may be missing.</summary>
/// <param name="Wish">A literal that its value should be in failing tests; null where none is known.</param>
/// <param name="Start">A line, counted from 1, and a byte in it, counted from 0.</param>
internal sealed record Hole(
    string Path, (int Line, int Column) Start, (int Line, int Column) End, HoleKind Kind, IReadOnlyList<string> Literals, IReadOnlySet<string> Near,
    string? Wish)
{
    public static Hole Read(JsonElement row)
    {
        (int Line, int Column) Place(string name) => (row.GetProperty(name)[0].GetInt32(), row.GetProperty(name)[1].GetInt32());
        IEnumerable<string> Words(string name) => row.GetProperty(name).EnumerateArray().Select(w => w.GetString()!);
        var kind = row.GetProperty("kind").GetString() switch { "guard" => HoleKind.Guard, "condition" => HoleKind.Condition, _ => HoleKind.Value };
        return new Hole(row.GetProperty("path").GetString()!, Place("start"), Place("end"), kind, [.. Words("literals")], Words("near").ToHashSet(),
            row.TryGetProperty("wish", out var wish) ? wish.GetString() : null);
    }
}
