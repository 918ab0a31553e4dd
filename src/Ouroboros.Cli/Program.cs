using Ouroboros.Cli.Commands;
using Ouroboros.Cli.Errors;
using Ouroboros.Cli.Output;

namespace Ouroboros.Cli;

internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        // Asked most often, by scripts and prompts: answered before anything else is loaded.
        if (args is ["--version"])
        {
            Console.Out.WriteLine($"ouro {Product.Version}");
            return Task.FromResult(ExitCodes.Achieved);
        }

        return Edge.RunAsync(args, Surroundings.OfThisProcess());
    }
}
