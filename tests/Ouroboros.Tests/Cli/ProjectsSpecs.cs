using System.Text.Json;
using Ouroboros.Cli;
using Shouldly;

namespace Ouroboros.Tests.Cli;

public sealed class ProjectsSpecs : IDisposable
{
    private readonly Counter counter = new();

    public ProjectsSpecs()
    {
        // None begins a run: two are misconfigured, and the state of one cannot be made.
        counter.WithFile("a/setup.py", "").WithFile("a/test_a.py", "").WithFile("a/ouroboros.yaml", "max_rsk: 1\n")
            .WithFile("b/setup.py", "").WithFile("b/test_b.py", "").WithFile("b/.ouroboros", "in the way\n")
            .WithFile("c/setup.py", "").WithFile("c/test_c.py", "").WithFile("c/ouroboros.yaml", "cycels: 3\n");
    }

    public void Dispose() => counter.Dispose();

    [Fact]
    public async Task The_trouble_of_one_project_costs_the_others_neither_their_turn_nor_their_report()
    {
        (await counter.Ouro("repair", "--json")).ShouldBe(1, counter.Output + counter.Errors);

        var told = JsonDocument.Parse(counter.Output).RootElement;
        told.GetProperty("exit_code").GetInt32().ShouldBe(1);
        var projects = told.GetProperty("projects").EnumerateArray().ToList();
        projects.Select(p => $"{p.GetProperty("path")} {p.GetProperty("exit_code")}").ShouldBe(["a 64", "b 1", "c 64"]);
        projects.Select(p => p.GetProperty("trouble").GetString()!).ShouldAllBe(t => t.Length > 0);
        told.GetProperty("not_begun").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task The_table_tells_each_with_its_reason()
    {
        (await counter.Ouro("repair")).ShouldBe(1);

        counter.Output.ShouldContain("misconfigured");
        counter.Errors.ShouldContain("max_rsk");
        counter.Errors.ShouldContain("error: b: ");
    }

    [Fact]
    public async Task What_is_interrupted_before_it_is_begun_never_ends_with_success()
    {
        using var output = new StringWriter();
        using var stop = new CancellationTokenSource();
        using var errors = new CallingWriter(text => { if (text.Contains("a (Python)", StringComparison.Ordinal)) stop.Cancel(); });

        var exit = await Edge.RunAsync(["repair", "--json"], counter.Surroundings(output, errors), stop.Token);

        exit.ShouldBe(130);
        JsonDocument.Parse(output.ToString()).RootElement.GetProperty("not_begun").GetArrayLength().ShouldBe(3);
    }

    /// <summary>Hears what is written, as a person who reads along and presses Ctrl-C would.</summary>
    private sealed class CallingWriter(Action<string> hear) : StringWriter
    {
        private string line = "";

        public override void Write(char value)
        {
            base.Write(value);
            hear(line += value);
        }

        public override void Write(string? value)
        {
            base.Write(value);
            hear(line += value);
        }

        public override void Write(ReadOnlySpan<char> buffer)
        {
            base.Write(buffer);
            hear(line += buffer.ToString());
        }
    }
}
