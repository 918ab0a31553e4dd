using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Techniques.Testing.CSharp;

/// <summary>Finds the .NET SDK that a workspace is built with: the first <c>dotnet</c> on PATH, then where installers put it.</summary>
public sealed class DotnetPrograms(IProcessRunner runner)
{
    // The host is built for this one, and every older project runs on it.
    private const int OldestRuntime = 10;

    // A home must be named, and a question must leave nothing behind in it.
    private const string Nowhere = "/proc";

    private readonly List<string> looked = [];

    /// <summary>What was tried and did not serve, for people.</summary>
    public IReadOnlyList<string> Looked => looked;

    /// <param name="workspace">Its <c>global.json</c>, if any, chooses among SDKs.</param>
    public async Task<DotnetProgram?> FindAsync(string workspace, CancellationToken cancellationToken)
    {
        foreach (var place in Places().Distinct().Where(File.Exists))
        {
            if (await ExamineAsync(place, workspace, cancellationToken) is { } found)
                return found;
        }

        return null;
    }

    private async Task<DotnetProgram?> ExamineAsync(string place, string workspace, CancellationToken cancellationToken)
    {
        if (await AskAsync(place, "--version", workspace, cancellationToken) is not { } version)
        {
            looked.Add($"{place} (has no SDK that the workspace asks for)");
            return null;
        }

        var sdks = await AskAsync(place, "--list-sdks", workspace, cancellationToken) ?? "";
        var runtimes = await AskAsync(place, "--list-runtimes", workspace, cancellationToken) ?? "";
        var sdk = sdks.Split('\n').FirstOrDefault(l => l.StartsWith(version + " ", StringComparison.Ordinal));
        var runtime = runtimes.Split('\n').Where(l => l.StartsWith("Microsoft.NETCore.App ", StringComparison.Ordinal)).Select(l => l.Split(' ')[1])
            .Where(v => int.TryParse(v.Split('.')[0], out var major) && major >= OldestRuntime).OrderBy(v => v, VersionOrder.Instance).LastOrDefault();
        if (sdk is null || runtime is null)
        {
            looked.Add(runtime is null ? $"{place} (no runtime {OldestRuntime} beside SDK {version})" : $"{place} (SDK {version} is nowhere)");
            return null;
        }

        var folder = sdk[(sdk.IndexOf('[', StringComparison.Ordinal) + 1)..].Trim().TrimEnd(']');
        return new DotnetProgram(place, Path.GetDirectoryName(folder)!, version, Path.Join(folder, version), runtime);
    }

    private async Task<string?> AskAsync(string place, string question, string workspace, CancellationToken cancellationToken)
    {
        var command = new Command(place, [question])
        {
            WorkingDirectory = workspace,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = "/usr/bin:/bin", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["DOTNET_NOLOGO"] = "1", ["DOTNET_CLI_HOME"] = Nowhere,
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1", ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            },
            Limits = new ProcessLimits { WallTime = TimeSpan.FromSeconds(30), OutputBytes = 1 << 16, MemoryBytes = null },
        };
        var outcome = await runner.RunAsync(command, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return outcome.Succeeded ? Encoding.UTF8.GetString(outcome.Output).Trim() : null;
    }

    private static IEnumerable<string> Places()
    {
        foreach (var directory in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            yield return Path.Join(directory, "dotnet");

        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return Path.Join(root, "dotnet");

        yield return Path.Join(Environment.GetEnvironmentVariable("HOME") ?? "/root", ".dotnet/dotnet");
        foreach (var place in new[] { "/usr/share/dotnet/dotnet", "/usr/lib/dotnet/dotnet", "/usr/local/share/dotnet/dotnet", "/opt/dotnet/dotnet" })
            yield return place;
    }
}
