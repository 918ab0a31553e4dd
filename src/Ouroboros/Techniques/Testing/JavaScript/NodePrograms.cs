using System.Text;
using Ouroboros.Techniques.Sandboxing;

namespace Ouroboros.Techniques.Testing.JavaScript;

/// <summary>Finds the Node that runs a project's tests: the first on PATH, then where version managers and packages put it.</summary>
public sealed class NodePrograms(IProcessRunner runner)
{
    // node:test tells what the bed needs to know from here on.
    private const int OldestMajor = 20;

    private static readonly string[] OfSystem = ["/usr/", "/bin/", "/lib"];

    private readonly List<string> looked = [];

    /// <summary>What was tried and did not serve, for people.</summary>
    public IReadOnlyList<string> Looked => looked;

    public async Task<NodeProgram?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var place in Places().Distinct().Where(File.Exists))
        {
            var command = new Command(place, ["--version"])
            {
                WorkingDirectory = "/", Environment = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" },
                Limits = new ProcessLimits { WallTime = TimeSpan.FromSeconds(20), OutputBytes = 1 << 12, MemoryBytes = null },
            };
            var outcome = await runner.RunAsync(command, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            var version = outcome.Succeeded ? Encoding.UTF8.GetString(outcome.Output).Trim().TrimStart('v') : null;
            if (version is not null && int.TryParse(version.Split('.')[0], out var major) && major >= OldestMajor)
                return new NodeProgram(place, version, Prefixes(place));

            looked.Add(version is null ? $"{place} (does not run)" : $"{place} ({version} is older than {OldestMajor})");
        }

        return null;
    }

    private static IEnumerable<string> Places()
    {
        foreach (var directory in (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            yield return Path.Join(directory, "node");

        var home = System.Environment.GetEnvironmentVariable("HOME") ?? "/root";
        foreach (var versions in new[] { Path.Join(home, ".nvm/versions/node"), Path.Join(home, ".local/share/fnm/node-versions"), Path.Join(home, ".asdf/installs/nodejs") })
        {
            if (!Directory.Exists(versions))
                continue;

            foreach (var version in Directory.GetDirectories(versions).OrderByDescending(Path.GetFileName, VersionOrder.Instance))
            {
                yield return Path.Join(version, "bin/node");
                yield return Path.Join(version, "installation/bin/node");
            }
        }

        foreach (var place in new[] { Path.Join(home, ".volta/bin/node"), "/usr/local/bin/node", "/usr/bin/node", "/usr/bin/nodejs", "/opt/nodejs/bin/node" })
            yield return place;
    }

    private static IReadOnlyList<string> Prefixes(string place)
    {
        var real = new FileInfo(place).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? place;
        string[] found = [place, real];
        return [.. found.Where(p => !OfSystem.Any(s => p.StartsWith(s, StringComparison.Ordinal)))
            .Select(p => Path.GetDirectoryName(Path.GetDirectoryName(p)!)!).Distinct()];
    }
}
