namespace Ouroboros.CSharpHost.Compiling;

/// <summary>Several edits, counted from 1, compiled into one program, which is told which of them to be. What is in no part of it must be compiled alone.</summary>
internal sealed class Sheaf
{
    /// <summary>Every project's assembly, or null where nothing came of it.</summary>
    public Dictionary<string, byte[]>? Images { get; set; }

    /// <summary>The edits that it holds, and by which numbers the members that they edit are counted.</summary>
    public Dictionary<int, IReadOnlyList<int>> Numbers { get; } = [];

    /// <summary>By edit: why it does not compile.</summary>
    public Dictionary<int, string> Faults { get; } = [];
}
