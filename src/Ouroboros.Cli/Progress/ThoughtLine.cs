using System.Text;
using Ouroboros.Cli.Presentation;
using Ouroboros.Runs;

namespace Ouroboros.Cli.Progress;

/// <summary>What a model is saying, on one line: what was spent, and the end of what came last.</summary>
internal sealed class ThoughtLine
{
    private const int Kept = 400, Shown = 200;

    private readonly StringBuilder said = new();

    public Charge Used { get; set; }

    /// <summary>Null while nothing was said.</summary>
    public string? Text
    {
        get
        {
            if (said.Length == 0 && Used == default)
                return null;

            var words = string.Join(' ', said.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return $"{Spending.Of(Used)} · {(words.Length <= Shown ? words : "…" + words[^Shown..])}";
        }
    }

    public void Add(string piece)
    {
        said.Append(piece);
        if (said.Length > 2 * Kept)
            said.Remove(0, said.Length - Kept);
    }

    public void Clear()
    {
        said.Clear();
        Used = default;
    }
}
