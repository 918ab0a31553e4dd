namespace Ouroboros.Techniques.Agents;

/// <summary>
/// Sees that an agent no longer gets on: the same action with the same result, the same refusal whatever it does, two actions in turn,
/// words without an action.
/// </summary>
internal sealed class StuckWatch
{
    private const int SameAllowed = 4, RefusalsAllowed = 3, TurnsAllowed = 6, WordsAllowed = 2;

    private readonly List<(string Action, string Result)> past = [];
    private (string Text, int Times) refusal;
    private int words;

    /// <returns>Why it is stuck, or null.</returns>
    public string? See(string action, string result, bool isRefused)
    {
        words = 0;
        past.Add((action, result));
        refusal = !isRefused ? default : refusal.Text == result ? (result, refusal.Times + 1) : (result, 1);
        return refusal.Times >= RefusalsAllowed ? $"it met the same refusal {refusal.Times} times"
            : IsSame(SameAllowed) ? $"it did the same {SameAllowed} times with the same result"
            : IsAlternating() ? $"it went to and fro between two actions {TurnsAllowed} times"
            : null;
    }

    /// <returns>Whether words alone came once too often.</returns>
    public bool SeeWords() => ++words >= WordsAllowed;

    private bool IsSame(int times) => past.Count >= times && past.TakeLast(times).Distinct().Count() == 1;

    private bool IsAlternating()
    {
        if (past.Count < TurnsAllowed)
            return false;

        var last = past[^TurnsAllowed..];
        return last[0] != last[1] && last.Select((p, i) => p == last[i % 2]).All(same => same);
    }
}
