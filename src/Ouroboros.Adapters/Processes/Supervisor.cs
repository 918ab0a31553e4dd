namespace Ouroboros.Adapters.Processes;

/// <summary>The small native program that every command runs under: ouro-exec.</summary>
internal static class Supervisor
{
    public static string DefaultPath => Path.Combine(AppContext.BaseDirectory, "native", "ouro-exec");

    /// <summary>Null when it can be started, else what is wrong and what to do.</summary>
    public static string? WhatIsWrongWith(string path)
    {
        if (!File.Exists(path))
            return $"The supervisor ouro-exec is missing at {path}; without it no command can be started safely. Build ouro again (native/build.sh makes it).";
        var mode = File.GetUnixFileMode(path);
        if ((mode & UnixFileMode.UserExecute) != 0)
            return null;
        // A package does not carry the executable bit.
        try
        {
            File.SetUnixFileMode(path, mode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return $"The supervisor {path} is not executable and ouro may not change that. Run: chmod +x {path}";
        }
    }
}
