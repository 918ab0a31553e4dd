using System.Globalization;
using System.Text.RegularExpressions;
using Ouroboros.Stages.Evidence;
using Ouroboros.Workspaces;

namespace Ouroboros.Techniques.Refinement;

/// <summary>Lines of the program that failing tests name: in the stack, and in what they say.</summary>
internal static partial class PointedLines
{
    private const int MostTests = 50, MostFrames = 100, LongestMessage = 8_000;

    public static HashSet<int> Of(RepoPath path, IReadOnlyList<TestResult> failing)
    {
        var lines = new HashSet<int>();
        foreach (var failure in failing.Take(MostTests).Select(f => f.Failure).OfType<TestFailure>())
        {
            lines.UnionWith(failure.Frames.Take(MostFrames).Where(f => IsOf(path, f.Path)).Select(f => f.Line));
            var message = failure.Message.Length > LongestMessage ? failure.Message[..LongestMessage] : failure.Message;
            foreach (Match place in Place.Matches(message))
            {
                if (IsOf(path, place.Groups["file"].Value) && int.TryParse(place.Groups["line"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var line))
                    lines.Add(line);
            }
        }

        return lines;
    }

    private static bool IsOf(RepoPath path, string named) =>
        named == path.Value || named.EndsWith("/" + path.Value, StringComparison.Ordinal) || path.Value.EndsWith("/" + named, StringComparison.Ordinal);

    [GeneratedRegex("""(?<file>[\w./-]+)(?:"?, line |:|\()(?<line>[0-9]+)""", RegexOptions.NonBacktracking)]
    private static partial Regex Place { get; }
}
