namespace Ouroboros.Cli.Output;

internal static class Product
{
    /// <summary>As in the assembly; a test holds the two together, so that no attribute is read at start.</summary>
    public const string Version = "0.1.0";

    public const string Name = "ouro";
}
