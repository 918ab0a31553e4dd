using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Doctor;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli.Commands;

/// <summary>Examines everything ouro depends on, and names the command that mends what is wrong.</summary>
internal sealed class DoctorCommand : OuroCommand
{
    private readonly Argument<string?> path;
    private readonly Option<bool> json;

    public DoctorCommand()
        : base("doctor", "Examine what ouro depends on and say how to mend what is missing.", "ouro doctor", "ouro doctor --json")
    {
        path = Add(new Argument<string?>("PATH") { Description = "The project; the nearest one above when not given.", Arity = ArgumentArity.ZeroOrOne });
        json = Switch("--json", "Print one JSON object.");
    }

    public override async Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var workspace = call.WorkspaceFrom(call.Get(path));
        var findings = new List<Finding>();
        foreach (var examination in Examinations.Of(workspace, call.Here))
            findings.Add(await examination.RunAsync(call.Here.Clock, cancellationToken));

        var exit = findings.Any(f => f.Verdict == Verdict.Missing) ? ExitCodes.PartMissing : ExitCodes.Achieved;
        if (call.Get(json))
            call.Out.Raw(ToJson(findings, exit));
        else
            Print(findings, call.Out);

        return exit;
    }

    private static void Print(IReadOnlyList<Finding> findings, Printer printer)
    {
        var table = new Table(new("Part"), new("Verdict"), new("ms", Align.Right), new("Detail", Flexible: true));
        foreach (var finding in findings)
            table.Add(finding.Part, InkOf(finding.Verdict), $"{finding.Duration.TotalMilliseconds:0}", finding.Detail.Split('\n')[0]);

        table.Print(printer);
        foreach (var finding in findings.Where(f => f.Mend is not null))
        {
            printer.Line();
            printer.Line(Ink.Strong(finding.Part));
            printer.Paragraph(finding.Detail, "  ");
            printer.Line("  ", Ink.Accent("mend: "), finding.Mend!);
        }
    }

    private static Ink InkOf(Verdict verdict) => verdict switch
    {
        Verdict.Good => Ink.Good("good"),
        Verdict.Caution => Ink.Caution("caution"),
        _ => Ink.Bad("missing"),
    };

    private static string ToJson(IReadOnlyList<Finding> findings, int exit) => Json.Object(json =>
    {
        json.WriteNumber("exit_code", exit);
        json.Objects("parts", findings, finding =>
        {
            json.WriteString("part", finding.Part);
            json.WriteString("verdict", finding.Verdict.ToString().ToLowerInvariant());
            json.WriteString("detail", finding.Detail);
            json.WriteString("mend", finding.Mend);
            json.Rounded("milliseconds", finding.Duration.TotalMilliseconds);
        });
    });
}
