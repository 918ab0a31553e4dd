namespace Ouroboros.Cli;

internal static class Program
{
    public static int Main(string[] args)
    {
        Console.Out.WriteLine("ouro 0.1.0");
        return args.Length > 0 ? 0 : 64;
    }
}
