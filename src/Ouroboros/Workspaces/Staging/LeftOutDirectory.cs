using System.Collections.Frozen;

namespace Ouroboros.Workspaces.Staging;

public enum LeftOutReason
{
    /// <summary>Version control's own data.</summary>
    History,

    /// <summary>The state of ouro itself.</summary>
    State,

    /// <summary>Tools make it again.</summary>
    Cache,

    /// <summary>Installed packages or a virtual environment: needed to run, never to be changed. A sandbox binds it read-only.</summary>
    Dependencies,
}

/// <summary>A directory that stands in the workspace and is neither hashed nor copied.</summary>
public sealed record LeftOutDirectory(RepoPath Path, LeftOutReason Reason)
{
    private static readonly FrozenDictionary<string, LeftOutReason> ByName = new Dictionary<string, LeftOutReason>
    {
        [".git"] = LeftOutReason.History,
        [".hg"] = LeftOutReason.History,
        [".svn"] = LeftOutReason.History,
        [".jj"] = LeftOutReason.History,
        [".ouroboros"] = LeftOutReason.State,
        ["__pycache__"] = LeftOutReason.Cache,
        [".pytest_cache"] = LeftOutReason.Cache,
        [".mypy_cache"] = LeftOutReason.Cache,
        [".ruff_cache"] = LeftOutReason.Cache,
        [".hypothesis"] = LeftOutReason.Cache,
        [".tox"] = LeftOutReason.Cache,
        [".nox"] = LeftOutReason.Cache,
        ["node_modules"] = LeftOutReason.Dependencies,
    }.ToFrozenDictionary();

    /// <summary>Whether a path, relative and with '/', lies in a directory that is left out by its name, or is one.</summary>
    public static bool Covers(string path) => path.Split('/').Any(ByName.ContainsKey);

    /// <summary>What a build writes beside a C# project file. Elsewhere such a name means nothing.</summary>
    internal static bool IsBuilt(string name) => name is "bin" or "obj";

    internal static LeftOutReason? ReasonByName(string name) => ByName.TryGetValue(name, out var reason) ? reason : null;
}
