using System.CommandLine;
using Ouroboros.Cli.CommandLine;
using Ouroboros.Cli.Commands;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli;

/// <summary>All commands, and the way from words to one of them.</summary>
internal static class OuroCommandLine
{
    public static async Task<int> RunAsync(string[] args, Surroundings here, CancellationToken cancellationToken)
    {
        var root = Build();
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var command = parsed.CommandResult.Command;
        if (args.Contains("--help") || args.Contains("-h") || args.Contains("-?"))
        {
            HelpPage.Print(command, here.Out);
            return ExitCodes.Achieved;
        }

        if (args.Length == 0)
        {
            HelpPage.Print(command, here.Notes);
            return ExitCodes.Misused;
        }

        if (args is ["--version"])
        {
            here.Out.Line($"{Product.Name} {Product.Version}");
            return ExitCodes.Achieved;
        }

        UsageErrors.Check(parsed, args);
        return await ((OuroCommand)command).RunAsync(new Invocation(parsed, here), cancellationToken);
    }

    internal static RootCommand Build()
    {
        var root = new RootCommand("Mends failing Python, JavaScript, TypeScript and C# projects offline: finds the fault, searches for a patch, proves it, applies it, and can take it back.");
        root.Options.Clear();
        root.Directives.Clear();
        root.Add(new Option<bool>("--version") { Description = "Show the version." });
        foreach (var command in CommandList.All())
            root.Add(command);

        AddCommonOptions(root);
        return root;
    }

    private static void AddCommonOptions(Command command)
    {
        command.Add(new Option<bool>("--help", "-h", "-?") { Description = "Show this help." });
        if (command is OuroCommand)
            command.Add(new Option<bool>("--verbose") { Description = "Show details of what goes wrong." });

        foreach (var inner in command.Subcommands)
            AddCommonOptions(inner);
    }
}
