namespace Ouroboros.CSharpHost.Running;

/// <summary>The host cannot do what the test framework would. That is no verdict on the program: the test command decides.</summary>
internal sealed class InabilityException(string message) : Exception(message)
{
    /// <summary>Whether what a test threw speaks of how the host put the program together, rather than of the program.</summary>
    public static bool IsMeant(Exception thrown) => thrown switch
    {
        InabilityException or MissingMemberException or TypeLoadException or BadImageFormatException or FileLoadException or InvalidProgramException => true,
        FileNotFoundException missing => missing.FileName?.Contains(", Version=", StringComparison.Ordinal) == true,
        TypeInitializationException { InnerException: { } inner } => IsMeant(inner),
        _ => false,
    };
}
