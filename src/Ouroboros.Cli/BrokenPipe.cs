namespace Ouroboros.Cli;

/// <summary>Tells a reader that went away from other trouble.</summary>
internal static class BrokenPipe
{
    public static bool Caused(TextWriter output)
    {
        try
        {
            output.Flush();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
