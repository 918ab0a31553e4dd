using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Provenance;

namespace Ouroboros.Cli.Commands.History;

/// <summary>Recomputes every hash and signature of a run's provenance.</summary>
internal sealed class VerifyCommand : HistoryCommand
{
    private readonly Argument<string?> named;
    private readonly Option<string?> artifacts;

    public VerifyCommand()
        : base(
            "verify", "Recompute every hash and signature of a run's provenance and name what does not fit.",
            "ouro verify                          # the latest run", "ouro verify gen_20260121_103000_a1b2c3 --json")
    {
        named = Add(new Argument<string?>("RUN") { Description = "The run; the latest when not given.", Arity = ArgumentArity.ZeroOrOne });
        artifacts = Value("--artifacts", "DIR", "Where its provenance was written, when not in .ouroboros/artifacts.");
    }

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        var run = call.Get(named) is { } id
            ? await RunChoice.FindAsync(bench.Journal, id, cancellationToken)
            : await RunChoice.LastAsync(bench.Journal, cancellationToken);
        bench.Artifacts = PlaceOf(call) ?? bench.Artifacts;
        var verification = await new Provenance(bench).Verifier().VerifyAsync(run.Id, cancellationToken);
        var exit = verification.IsIntact ? ExitCodes.Achieved : ExitCodes.NotAchieved;
        if (WantsJson(call))
            call.Out.Raw(ToJson(verification, exit));
        else
            Print(verification, call.Out);

        return exit;
    }

    private string? PlaceOf(Invocation call)
    {
        if (call.Get(artifacts) is not { } place)
            return null;

        var path = Path.GetFullPath(place, call.Here.WorkingDirectory);
        return Directory.Exists(path) ? path : throw UserError.Misuse($"There is no directory '{place}' (looked for {path}).", "Name the one given to repair --artifacts.");
    }

    private static void Print(Verification verification, Printer printer)
    {
        foreach (var right in verification.Checked)
            printer.Line(Ink.Good("✓ "), right);

        foreach (var finding in verification.Findings)
        {
            var word = finding.Kind.ToString().ToLowerInvariant();
            var ink = finding.Kind is VerificationKind.Tampered or VerificationKind.Missing ? Ink.Bad($"✗ {word}") : Ink.Caution($"· {word}");
            printer.Line(ink, $"  {finding.What}");
            printer.Paragraph(finding.Detail, "    ");
        }

        printer.Line(verification.IsIntact
            ? Ink.Good($"Run {verification.Run} is as it was recorded{(verification.HasDrift ? "; files changed since are drift, not tampering" : "")}.")
            : Ink.Bad($"Run {verification.Run} is not as it was recorded."));
    }

    private static string ToJson(Verification verification, int exit) => Json.Object(json =>
    {
        json.WriteString("run_id", verification.Run.Value);
        json.WriteNumber("exit_code", exit);
        json.WriteBoolean("intact", verification.IsIntact);
        json.WriteBoolean("drift", verification.HasDrift);
        json.Objects("findings", verification.Findings, finding =>
        {
            json.WriteString("kind", finding.Kind.ToString().ToLowerInvariant());
            json.WriteString("what", finding.What);
            json.WriteString("detail", finding.Detail);
        });
        json.Strings("checked", verification.Checked);
    });
}
