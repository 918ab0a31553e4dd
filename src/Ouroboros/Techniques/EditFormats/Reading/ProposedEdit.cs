namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>One edit as an answer asks for it, before anybody looked whether it can be made.</summary>
/// <param name="Path">As the answer writes it.</param>
internal abstract record ProposedEdit(string Path);

/// <summary>Puts lines in the place of others. Line ends are left to the file.</summary>
/// <param name="Old">The lines to be found; none for what is only put in.</param>
internal sealed record ReplaceLines(string Path, IReadOnlyList<string> Old, IReadOnlyList<string> New) : ProposedEdit(Path)
{
    /// <summary>The line, counted from 1, at which the old ones are said to begin; models count badly.</summary>
    public int? Line { get; init; }

    /// <summary>Lines that stand above, outermost first.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>Whether the old lines are said to be the last of the file.</summary>
    public bool AtEnd { get; init; }

    /// <summary>The other way to read it, for where this one stands nowhere; null where there is only one.</summary>
    public ReplaceLines? Otherwise { get; init; }

    /// <summary>Whether the old text may be a part of a line.</summary>
    public bool WithinLine { get; init; }
}

/// <summary>Puts lines behind the one of that number; 0 for the head of the file.</summary>
internal sealed record InsertLines(string Path, int After, IReadOnlyList<string> New) : ProposedEdit(Path);

/// <summary>Gives a file, new or not, whole.</summary>
internal sealed record WriteWhole(string Path, IReadOnlyList<string> Lines) : ProposedEdit(Path)
{
    /// <summary>Whether the answer says that there is no such file yet.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether the answer does not say that it is the whole of it.</summary>
    public bool IsGuess { get; init; }
}

internal sealed record RemoveFile(string Path) : ProposedEdit(Path);

internal sealed record MoveFile(string Path, string To) : ProposedEdit(Path);

/// <summary>What an answer asks for, or why that cannot be told.</summary>
internal sealed record ReadAnswer(IReadOnlyList<ProposedEdit> Edits, IReadOnlyList<string> Problems)
{
    public static ReadAnswer Nothing { get; } = new([], []);
}
