using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Ouroboros.Stages.Evidence;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Reads the results that <c>dotnet test</c> writes. A file of a test program's own is hostile until it is read.</summary>
internal static partial class TrxReport
{
    private const long Largest = 512L << 20;

    /// <param name="root">The copy the tests ran in; paths beneath it become relative.</param>
    /// <param name="files">By full name of a class, the file that tests of it are named after.</param>
    /// <param name="byItself">Whether the tests' own program wrote it, as that of xunit 3 does.</param>
    public static IReadOnlyList<TestResult> Read(string place, string root, string assembly, IReadOnlyDictionary<string, string> files, bool byItself)
    {
        if (new FileInfo(place) is not { Exists: true, Length: < Largest })
            return [];

        XElement report;
        try
        {
            using var reader = XmlReader.Create(place, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false });
            report = XElement.Load(reader);
        }
        catch (XmlException)
        {
            return [];
        }

        var classes = report.Descendants().Where(e => e.Name.LocalName == "UnitTest")
            .Select(e => (Id: e.Attribute("id")?.Value ?? "", Class: e.Descendants().FirstOrDefault(d => d.Name.LocalName == "TestMethod")?.Attribute("className")?.Value ?? ""))
            .DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => t.Class.Split(',')[0]);
        var results = report.Descendants().Where(e => e.Name.LocalName == "UnitTestResult" && !e.Descendants().Any(d => d.Name.LocalName == "InnerResults")).ToList();
        var isEscaped = byItself && EscapedNames.Are(results.Select(Display));
        return [.. results.Select(e => Result(e, isEscaped ? EscapedNames.Undone(Display(e)) : Display(e), root, assembly, classes, files))
            .GroupBy(r => r.Name).Select(g => g.FirstOrDefault(r => r.IsRed) ?? g.First())];
    }

    private static string Display(XElement told) => told.Attribute("testName")?.Value ?? "";

    private static TestResult Result(XElement told, string display, string root, string assembly, Dictionary<string, string> classes, IReadOnlyDictionary<string, string> files)
    {
        var type = classes.GetValueOrDefault(told.Attribute("testId")?.Value ?? "", "");
        var plain = display.StartsWith(type + ".", StringComparison.Ordinal) ? display[(type.Length + 1)..] : display;
        var name = new TestName($"{files.GetValueOrDefault(type, assembly)}::{type}.{plain}");
        var outcome = told.Attribute("outcome")?.Value switch
        {
            "Passed" => TestOutcome.Passed,
            "NotExecuted" or "NotRunnable" or "Inconclusive" or "Pending" => TestOutcome.Skipped,
            "Timeout" => TestOutcome.TimedOut,
            "Aborted" => TestOutcome.Crashed,
            _ => TestOutcome.Failed,
        };
        _ = TimeSpan.TryParse(told.Attribute("duration")?.Value, CultureInfo.InvariantCulture, out var duration);
        return new TestResult(name, outcome, duration, 0, outcome is TestOutcome.Passed or TestOutcome.Skipped ? null : Failure(told, root));
    }

    private static TestFailure Failure(XElement told, string root)
    {
        string Text(string name) => told.Descendants().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim() ?? "";
        var message = Text("Message");
        var named = ExceptionName().Match(message);
        var exception = named.Success ? named.Groups["name"].Value.Split('.', '+')[^1] : "AssertionFailure";
        var frames = Frames().Matches(Text("StackTrace"))
            .Select(m => new CodeFrame(Relative(m.Groups["path"].Value, root), int.Parse(m.Groups["line"].Value, CultureInfo.InvariantCulture), m.Groups["function"].Value))
            .Reverse().ToArray();
        return new TestFailure(exception, named.Success ? message[named.Length..].Trim() : message, frames, Text("StdOut"));
    }

    // A deterministic build writes /_/ for the root of the sources.
    private static string Relative(string path, string root) =>
        path.StartsWith(root + "/", StringComparison.Ordinal) ? path[(root.Length + 1)..] : path.StartsWith("/_/", StringComparison.Ordinal) ? path[3..] : path;

    [GeneratedRegex(@"^(Test method \S+ threw exception:\s*)?(?<name>[A-Za-z_][\w.+`]*(Exception|Error))\s*:\s*", RegexOptions.NonBacktracking)]
    private static partial Regex ExceptionName();

    [GeneratedRegex(@"^\s*at (?<function>.+?) in (?<path>.+?):line (?<line>[0-9]{1,8})\s*$", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Frames();
}
