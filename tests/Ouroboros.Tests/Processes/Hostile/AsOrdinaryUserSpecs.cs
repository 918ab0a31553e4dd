using System.Text;
using Ouroboros.Adapters.Processes;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes.Hostile;

/// <summary>All of the above again without root's rights, which no test may take for granted.</summary>
public sealed class AsOrdinaryUserSpecs
{
    [Fact]
    public async Task Every_sandbox_holds_for_an_ordinary_user_too()
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists("/usr/bin/setpriv"), "only root can become somebody else");
        using var copy = new PublicCopy(AppContext.BaseDirectory);
        var runner = new ProcessRunner(SandboxMode.Plain, TimeProvider.System);

        var outcome = await runner.RunAsync(new Command("/usr/bin/setpriv",
            ["--reuid=1000", "--regid=1000", "--clear-groups", copy.Of("Ouroboros.Tests"),
             "-noColor", "-class", "Ouroboros.Tests.Processes.*"])
        {
            WorkingDirectory = copy.Path,
            Environment = new Dictionary<string, string>
            {
                ["HOME"] = copy.Path, ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..")),
                ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
            },
            Limits = new ProcessLimits { WallTime = TimeSpan.FromMinutes(10), MemoryBytes = null, Processes = null, FileBytes = null, FreeDiskBytes = null },
        }, CancellationToken.None);

        var words = Encoding.UTF8.GetString(outcome.Output);
        outcome.Succeeded.ShouldBeTrue(words[^Math.Min(words.Length, 8000)..] + Cell.Words(outcome)[^Math.Min(500, Cell.Words(outcome).Length)..]);
        words.ShouldContain("Failed: 0");
        words.ShouldNotContain("Total: 0");
    }

    /// <summary>The tests where anybody may read them, for a checkout may lie in root's home.</summary>
    private sealed class PublicCopy : IDisposable
    {
        public PublicCopy(string from)
        {
            foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            {
                var to = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(from, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
            foreach (var directory in Directory.EnumerateDirectories(Path, "*", SearchOption.AllDirectories).Append(Path))
                File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("ouro-tests-").FullName;

        public string Of(string name) => System.IO.Path.Combine(Path, name);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
