using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Errors;

namespace Ouroboros.Cli.Commands.Configuring;

internal sealed class ConfigGetCommand : OuroCommand
{
    private readonly Argument<string> key;
    private readonly Option<string?> workspace;

    public ConfigGetCommand()
        : base("get", "Print one setting's value and nothing else.", "ouro config get max_risk")
    {
        key = Add(new Argument<string>("KEY") { Description = "The setting." });
        workspace = Value("--workspace", "DIR", "The project; the nearest one above when not given.", "-C");
    }

    public override Task<int> RunAsync(Invocation call, CancellationToken cancellationToken)
    {
        var setting = KnownSetting.Find(call.Get(key));
        call.Out.Line(call.Load(call.WorkspaceFrom(call.Get(workspace)))[setting].Value);
        return Task.FromResult(ExitCodes.Achieved);
    }
}
