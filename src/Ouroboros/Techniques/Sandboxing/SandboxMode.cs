namespace Ouroboros.Techniques.Sandboxing;

/// <summary>What keeps target code in: the setting <c>auto|bwrap|plain</c>.</summary>
public enum SandboxMode
{
    /// <summary>Bubblewrap where it works, otherwise plain.</summary>
    Auto,

    /// <summary>Bubblewrap or nothing runs.</summary>
    Bubblewrap,

    /// <summary>What the kernel gives without bubblewrap.</summary>
    Plain,
}

public static class SandboxModes
{
    /// <summary>What is no known mode is <see cref="SandboxMode.Auto"/>.</summary>
    public static SandboxMode Of(string? text)
    {
        _ = TryParse(text, out var mode);
        return mode;
    }

    public static bool TryParse(string? text, out SandboxMode mode)
    {
        (var known, mode) = text?.Trim().ToLowerInvariant() switch
        {
            null or "" or "auto" => (true, SandboxMode.Auto),
            "bwrap" or "bubblewrap" => (true, SandboxMode.Bubblewrap),
            "plain" => (true, SandboxMode.Plain),
            _ => (false, SandboxMode.Auto),
        };
        return known;
    }
}
