namespace Ouroboros.Techniques.Syntax;

/// <summary>What is wrong with a text: by its grammar, and where the grammar is content, by rules it does not hold.</summary>
internal static class FileFaults
{
    public static IReadOnlyList<SyntaxFault> Find(
        ISyntaxParser parser, ReadOnlyMemory<byte> utf8, Language language, SyntaxLimits limits, CancellationToken cancellationToken)
    {
        var faults = parser.FindFaults(utf8, language, limits, cancellationToken);
        if (faults.Count > 0 || language != Language.Python)
            return faults;

        var spans = PythonIndentation.FindFaults(utf8.Span, limits.Faults);
        return spans.Count == 0 ? [] : FaultSpan.Locate(utf8.Span, spans);
    }
}
