using System.Globalization;
using System.Text;
using System.Xml;
using Ouroboros.Stages.Evidence;

namespace Ouroboros.Cli.Reports;

/// <summary>JUnit XML of a suite run, as build servers read it.</summary>
internal static class JUnitReport
{
    public static string Of(TestRun run, string name)
    {
        using var text = new MemoryStream();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", name);
            xml.WriteAttributeString("tests", Number(run.Results.Count));
            xml.WriteAttributeString("failures", Number(run.Results.Count(r => r.Outcome == TestOutcome.Failed)));
            xml.WriteAttributeString("errors", Number(run.Results.Count(r => r.IsRed && r.Outcome != TestOutcome.Failed)));
            xml.WriteAttributeString("skipped", Number(run.Results.Count(r => r.Outcome == TestOutcome.Skipped)));
            xml.WriteAttributeString("time", Seconds(run.Duration));
            foreach (var result in run.Results)
                Case(xml, result);

            if (run.Problem is { } problem)
                xml.WriteElementString("system-err", Clean(problem));

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(text.ToArray()) + "\n";
    }

    private static void Case(XmlWriter xml, TestResult result)
    {
        var (group, name) = Split(result.Name.Value);
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Clean(group));
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("time", Seconds(result.Duration));
        if (result.Outcome == TestOutcome.Skipped)
            xml.WriteElementString("skipped", null);
        else if (result.IsRed)
            Failure(xml, result);

        xml.WriteEndElement();
    }

    private static void Failure(XmlWriter xml, TestResult result)
    {
        xml.WriteStartElement(result.Outcome == TestOutcome.Failed ? "failure" : "error");
        xml.WriteAttributeString("type", Clean(result.Failure?.Exception ?? result.Outcome.ToString()));
        xml.WriteAttributeString("message", Clean(result.Failure?.Message ?? result.Outcome.ToString()));
        xml.WriteString(Clean(string.Join('\n', result.Failure?.Frames.Select(f => $"{f.Path}:{f.Line}: in {f.Function}") ?? [])));
        xml.WriteEndElement();
    }

    private static (string Group, string Name) Split(string test)
    {
        // Parameters of a test may hold '::' themselves.
        var bracket = test.IndexOf('[');
        var end = test.LastIndexOf("::", bracket < 0 ? test.Length - 1 : bracket, StringComparison.Ordinal);
        return end < 0 ? ("", test) : (test[..end], test[(end + 2)..]);
    }

    // XML has no way to write most control characters, and a failing test may print any.
    private static string Clean(string text)
    {
        // Half a surrogate pair, which Python can print, becomes a replacement character.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        return whole.All(IsLegal) ? whole : string.Concat(whole.Select(c => IsLegal(c) ? c.ToString() : $"\\x{(int)c:x2}"));
    }

    private static bool IsLegal(char c) => c is '\t' or '\n' or '\r' or (>= ' ' and not ('\ufffe' or '\uffff'));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);
}
