using System.Diagnostics;
using Ouroboros.EndToEnd.Stand;

namespace Ouroboros.EndToEnd.Bench;

public sealed class RepairBenchSpecs
{
    private static readonly string Scripts = Path.Combine(OuroBinary.RepositoryRoot, "bench/repair");

    [Fact]
    public void Its_own_tests_pass()
    {
        var start = new ProcessStartInfo("/usr/bin/python3", ["-B", "-m", "unittest", "discover", "-t", ".", "-s", "tests"]) { WorkingDirectory = Scripts };

        var outcome = Shell.Start(start).Finish();

        outcome.ExitCode.ShouldBe(0, outcome.Everything);
        outcome.Everything.ShouldContain("Ran ");
    }

    [Fact]
    public void It_measures_the_command_itself()
    {
        var folder = Directory.CreateTempSubdirectory("ouro-bench-spec-").FullName;
        try
        {
            Shell.RunIn(Scripts, "/usr/bin/python3", "-B", "-c", $"from tests import two_bugs; two_bugs.lay_out('{folder}/bugs')");

            var table = Shell.RunIn(
                folder, Path.Combine(Scripts, "run"), $"{folder}/bugs", "--only", "least", "--seconds", "60", "--ouro", OuroBinary.Path, "--out", $"{folder}/out.jsonl");

            table.ShouldContain("1 bugs: plausible 1 (100 %), correct first 1 (100 %), correct in set 1 (100 %)");
            File.ReadAllText($"{folder}/out.jsonl").ShouldContain("\"first_plausible\": ");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
