using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Composition;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;
using Ouroboros.Techniques.Provenance;

namespace Ouroboros.Cli.Commands.History;

/// <summary>Recomputes every hash and signature of a run.</summary>
internal sealed class VerifyCommand : HistoryCommand
{
    private readonly Argument<string?> named;

    public VerifyCommand()
        : base(
            "verify", "Recompute every hash and signature of a run and name what is not as the run left it.",
            "ouro verify                          # the latest", "ouro verify gen_20260121_103000_a1b2c3 --json") =>
        named = Add(new Argument<string?>("RUN") { Description = "The run; the latest when not given.", Arity = ArgumentArity.ZeroOrOne });

    protected override async Task<int> RunAsync(Invocation call, Workbench bench, CancellationToken cancellationToken)
    {
        var run = call.Get(named) is { } id
            ? await RunChoice.FindAsync(bench.Store.Journal, id, cancellationToken)
            : await RunChoice.LastAsync(bench.Store.Journal, cancellationToken);
        var verification = await new Provenance(bench).Verifier().VerifyAsync(run.Id, cancellationToken);
        var exit = verification.IsIntact ? ExitCodes.Achieved : ExitCodes.NotAchieved;
        if (WantsJson(call))
            call.Out.Raw(ToJson(verification, exit));
        else
            Print(verification, call);

        return exit;
    }

    private static void Print(Verification verification, Invocation call)
    {
        foreach (var correct in verification.Checked)
            call.Out.Line(Ink.Good("✓ "), correct);

        foreach (var finding in verification.Findings)
            call.Out.Line(Sign(finding.Kind), $"{finding.What}: {finding.Detail}");

        call.Out.Line(verification.IsIntact
            ? Ink.Good($"Run {verification.Run} is as it was recorded.")
            : Ink.Bad($"Run {verification.Run} is not as it was recorded."));
    }

    private static Ink Sign(VerificationKind kind) => kind switch
    {
        VerificationKind.Tampered => Ink.Bad("✗ tampered "),
        VerificationKind.Missing => Ink.Bad("✗ missing  "),
        VerificationKind.Drift => Ink.Caution("• changed later "),
        VerificationKind.Undone => Ink.Caution("• undone "),
        _ => Ink.Faint("• "),
    };

    private static string ToJson(Verification verification, int exit) => Json.Object(json =>
    {
        json.WriteString("run_id", verification.Run.Value);
        json.WriteNumber("exit_code", exit);
        json.WriteBoolean("intact", verification.IsIntact);
        json.WriteBoolean("drift", verification.HasDrift);
        json.Strings("checked", verification.Checked);
        json.WriteStartArray("findings");
        foreach (var finding in verification.Findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind.ToString().ToLowerInvariant());
            json.WriteString("what", finding.What);
            json.WriteString("detail", finding.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
