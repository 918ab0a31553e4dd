using Ouroboros.Techniques.EditFormats.Placing;
using Ouroboros.Techniques.EditFormats.Reading;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.EditFormats;

/// <summary>What an answer comes to: a patch, nothing to do, or why it was refused.</summary>
/// <param name="Patch">Null where it was refused, or where all of it stands there already.</param>
/// <param name="Notes">What was allowed for, and what was there already.</param>
/// <param name="Problems">For whoever gave the answer: what is wrong, where, and what to give instead. With any of them none of the edits is made.</param>
public sealed record AnswerVerdict(Patch? Patch, IReadOnlyList<string> Notes, IReadOnlyList<string> Problems)
{
    public bool IsRefused => Problems.Count > 0;
}

/// <summary>Makes a patch of the edits in an answer. An answer is text of a stranger: it may name any path and say anything.</summary>
/// <param name="read">What stands in a file of the snapshot; null where that is gone.</param>
public sealed class AnswerEdits(Snapshot snapshot, Func<RepoPath, byte[]?> read)
{
    private const int LongestAnswer = 4 << 20, MostEdits = 2_000;

    /// <summary>Whether a text holds edits at all. One that holds none is words.</summary>
    public static bool Holds(string text) =>
        text.Length is > 0 and <= LongestAnswer && AnswerReader.Read(text, null) is var told && (told.Problems.Count > 0 || told.Edits.Any(e => e is not WriteWhole { IsGuess: true }));

    /// <param name="about">The file that was asked about, for an answer that names none.</param>
    public AnswerVerdict Read(string answer, RepoPath? about = null)
    {
        if (answer.Length > LongestAnswer)
            return Refused($"The answer has {answer.Length} characters; at most {LongestAnswer} are read.");

        if (string.IsNullOrWhiteSpace(answer))
            return Refused("The answer is empty.");

        var told = AnswerReader.Read(answer, about?.Value);
        if (told.Problems.Count > 0)
            return new AnswerVerdict(null, [], told.Problems);

        return told.Edits.Count switch
        {
            0 => Refused("The answer holds no edit: no diff, no search/replace block, no patch envelope, no file with its path, no tool call."),
            > MostEdits => Refused($"The answer holds {told.Edits.Count} edits; at most {MostEdits} are made at once."),
            _ => Made(told.Edits),
        };
    }

    private static AnswerVerdict Refused(string why) => new(null, [], [why]);

    private AnswerVerdict Made(IReadOnlyList<ProposedEdit> edits)
    {
        var bench = new EditBench(snapshot, read);
        foreach (var edit in edits)
            bench.Make(edit);

        if (bench.Problems.Count > 0)
            return new AnswerVerdict(null, bench.Notes, bench.Problems);

        var files = bench.ToFiles();
        return new AnswerVerdict(files.Count == 0 ? null : new Patch(files), bench.Notes, []);
    }
}
