using System.Text.RegularExpressions;
using Ouroboros.Techniques.Context;

namespace Ouroboros.Techniques.Compression;

/// <summary>What a line of a context is there for; the first matter most when room is short.</summary>
internal enum LineWorth
{
    /// <summary>A mark of a fence: without it, what follows would be no data any more.</summary>
    Mark,
    Constraint,
    File,
    Test,
    Error,
    Signature,
    Import,
    Document,
    Other,
}

/// <summary>Reads single lines of code, logs and talk. All patterns take time in proportion to the line.</summary>
internal static partial class FactLine
{
    private const int LongestLine = 1_000;
    private const int LongestFact = 300;
    private const int MostOfALine = 20;

    public static LineWorth WorthOf(string line, LineWorth before)
    {
        if (DataFence.IsMark(line))
            return LineWorth.Mark;

        var text = Plain(line);
        return text.Length == 0 ? LineWorth.Other
            : IsConstraint(text) ? LineWorth.Constraint
            : FileAndHash.IsMatch(text) ? LineWorth.File
            : TestName.IsMatch(text) ? LineWorth.Test
            : ErrorPlace.IsMatch(text) || ErrorMessage.IsMatch(text) ? LineWorth.Error
            : Signature.IsMatch(text) ? LineWorth.Signature
            : FilePath.IsMatch(text) ? LineWorth.File
            : Import.IsMatch(text) ? LineWorth.Import
            : before == LineWorth.Signature && Document.IsMatch(text) ? LineWorth.Document
            : LineWorth.Other;
    }

    public static IEnumerable<KeptFact> Facts(string line)
    {
        var text = Plain(line);
        if (text.Length == 0)
            yield break;

        foreach (Match file in FileAndHash.Matches(text).Take(MostOfALine))
            yield return new KeptFact(FactKind.File, file.Value);

        foreach (Match file in FilePath.Matches(text).Take(MostOfALine))
            yield return new KeptFact(FactKind.File, file.Value);

        foreach (Match test in TestName.Matches(text).Take(MostOfALine))
            yield return new KeptFact(FactKind.Test, Cut(test.Groups["name"].Value.Trim()));

        foreach (Match place in ErrorPlace.Matches(text).Take(MostOfALine))
            yield return new KeptFact(FactKind.Error, place.Value);

        // The mark that begins a fence names files, and is no line of them.
        if (DataFence.IsMark(line))
            yield break;

        if (ErrorMessage.IsMatch(text))
            yield return new KeptFact(FactKind.Error, Cut(text));

        if (Signature.IsMatch(text))
            yield return new KeptFact(FactKind.Signature, Cut(text.TrimEnd('{', ':', ' ', ';')));

        if (!IsConstraint(text))
            yield break;

        yield return new KeptFact(FactKind.Constraint, Cut(text));
        foreach (Match number in Number.Matches(Cut(text)).Take(MostOfALine))
            yield return new KeptFact(FactKind.Number, number.Value);
    }

    /// <summary>Without the number that a pack puts before it, bullets and white space at its ends.</summary>
    private static string Plain(string line)
    {
        var text = LineNumber.Replace(line.Length > LongestLine ? line[..LongestLine] : line, "").Trim();
        return text.StartsWith("- ", StringComparison.Ordinal) || text.StartsWith("* ", StringComparison.Ordinal) ? text[2..].Trim() : text;
    }

    private static bool IsConstraint(string text) => Constraint.IsMatch(text) && !text.Contains("TODO", StringComparison.Ordinal);

    private static string Cut(string text) => text.Length <= LongestFact ? text : text[..LongestFact].TrimEnd();

    [GeneratedRegex(@"^\s*[0-9]+ \| ", RegexOptions.NonBacktracking)]
    private static partial Regex LineNumber { get; }

    [GeneratedRegex(
        @"\b(must|never|only|shall|always|raises?|raised|throws?|assert\w*|cannot|forbidden|required|requires|exactly|at most|at least|no more than|not allowed|not exceed|limit(s|ed)?)\b",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Constraint { get; }

    [GeneratedRegex(@"[\w@+.-]+(/[\w@+.-]+)*\s+sha256:[0-9a-f]{12,64}", RegexOptions.NonBacktracking)]
    private static partial Regex FileAndHash { get; }

    [GeneratedRegex(@"[\w@+.-]*(/[\w@+.-]+)*\w\.(pyi?|[cm]?[jt]sx?|cs|csproj|java|go|md|json|toml|ya?ml|cfg|ini|xml)\b", RegexOptions.NonBacktracking)]
    private static partial Regex FilePath { get; }

    [GeneratedRegex(@"(?<name>[\w@+./-]+::[^\s]+)|^(FAILED|FAIL|ERROR|✗|✖|×)[: ]+(?<name>\S.*)$|^not ok [0-9]+ - (?<name>.+)$|^--- FAIL: (?<name>\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex TestName { get; }

    [GeneratedRegex(@"File ""[^""]+"", line [0-9]+|[\w@+./-]+\.\w{1,6}:[0-9]+(:[0-9]+)?|[\w@+./-]+\.\w{1,6}\([0-9]+,[0-9]+\)|[\w@+./-]+\.\w{1,6}:line [0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorPlace { get; }

    [GeneratedRegex(@"^(E\s+)?([\w.]+)?(Error|Exception|Warning|panic)\b\s*[:(].*|\berror [A-Z]{2,6}[0-9]+\b", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorMessage { get; }

    [GeneratedRegex(
        @"^(async\s+)?def\s+\w+\s*\(" +
        @"|^((export|default|declare|public|private|protected|internal|static|abstract|sealed|final|async|partial|readonly)\s+)*(class|interface|struct|enum|record)\s+[\w$]+\s*([({:<]|$|extends\b|implements\b)" +
        @"|^(export\s+)?(default\s+)?(async\s+)?function\s*\*?\s*[\w$]+\s*[(<]" +
        @"|^func\s+(\([^)]*\)\s*)?\w+\s*[(\[]" +
        @"|^(export\s+)?type\s+\w+\s*(=|struct\b|interface\b|<)" +
        @"|^(export\s+)?(const|let|var)\s+[\w$]+\s*=\s*(async\s*)?(\([^()]*\)|[\w$]+)\s*=>" +
        @"|^((public|private|protected|internal|static|abstract|sealed|final|override|virtual|async|partial|synchronized)\s+)+[\w<>\[\],.? ]+\s*\([^;]*\)\s*(\{|=>.*|throws .*|where .*)?$",
        RegexOptions.NonBacktracking)]
    private static partial Regex Signature { get; }

    [GeneratedRegex(@"^(import|from|using|require|package|#include)\b|^(const|let|var)\b.*\brequire\(", RegexOptions.NonBacktracking)]
    private static partial Regex Import { get; }

    [GeneratedRegex(@"^(""""""|'''|/\*\*|///?|#)", RegexOptions.NonBacktracking)]
    private static partial Regex Document { get; }

    [GeneratedRegex(@"\b[0-9]+([._,][0-9]+)*\b", RegexOptions.NonBacktracking)]
    private static partial Regex Number { get; }
}
