namespace Ouroboros.Techniques.EditFormats.Reading;

/// <summary>Reads an answer in whichever of the formats it is written.</summary>
internal static class AnswerReader
{
    /// <param name="about">The file that was asked about, for an answer that names none.</param>
    public static ReadAnswer Read(string answer, string? about)
    {
        var lines = AnswerText.Lines(answer);
        if (Envelope.IsIn(lines))
            return Envelope.Read(lines);

        if (SearchReplace.IsIn(lines))
            return SearchReplace.Read(lines, about);

        if (ToolEdits.Read(answer, about) is { } told)
            return told;

        return UnifiedText.IsIn(lines) ? UnifiedText.Read(lines, about) : WholeFiles.Read(lines, about);
    }
}
