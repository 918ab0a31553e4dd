using Ouroboros.Cli;
using Ouroboros.Cli.Output;
using Shouldly;

namespace Ouroboros.Tests.Cli;

public sealed class CommandLineSpecs : IDisposable
{
    private readonly Counter counter = new();

    public static TheoryData<string> Commands =>
        [.. OuroCommandLine.Build().Subcommands.SelectMany(c => c.Subcommands.Count == 0 ? [c.Name] : c.Subcommands.Select(s => $"{c.Name} {s.Name}"))];

    public void Dispose() => counter.Dispose();

    [Theory]
    [InlineData("--version", 0, "ouro 0.1.0", "")]
    [InlineData("", 64, "", "Usage: ouro COMMAND")]
    [InlineData("--help", 0, "Usage: ouro COMMAND", "")]
    [InlineData("chekc", 64, "", "Did you mean 'ouro check'?")]
    [InlineData("check", 64, "", "See: ouro check --help")]
    [InlineData("check --jsn x.py", 64, "", "Did you mean 'ouro check --json'?")]
    [InlineData("check --frobnicate x.py", 64, "", "has no option --frobnicate")]
    [InlineData("check nowhere.py", 64, "nowhere.py: does not exist", "")]
    [InlineData("config", 64, "", "needs one of: list, get, set, explain")]
    [InlineData("config gte", 64, "", "Did you mean 'ouro config get'?")]
    [InlineData("config get nothing_such", 64, "", "There is no setting 'nothing_such'")]
    [InlineData("config get max_rsk", 64, "", "Did you mean 'max_risk'?")]
    [InlineData("config explain SLACK_WEBHOOK", 64, "", "awaits: notifications")]
    [InlineData("config set max_risk 3", 64, "", "must lie between 0 and 1")]
    [InlineData("doctor nowhere", 64, "", "There is no directory 'nowhere'")]
    [InlineData("repair nowhere", 64, "", "There is no directory 'nowhere'")]
    [InlineData("repair --max-risk lots", 64, "", "max_risk must be a number, not 'lots'")]
    [InlineData("repair --max-risk", 64, "", "--max-risk")]
    [InlineData("repair --json --jsonl", 64, "", "exclude each other")]
    [InlineData("repair --sarif no/such/place.sarif", 64, "", "its directory does not exist")]
    [InlineData("repair --allow everything", 64, "", "allow must be nothing or tests")]
    [InlineData("resume", 64, "", "No run was ever made in")]
    [InlineData("undo", 64, "", "No run was ever made in")]
    [InlineData("list-runs", 0, "", "No run was made here yet")]
    [InlineData("list-runs --json", 0, "\"runs\": []", "")]
    [InlineData("list-runs --limit 0", 64, "", "--limit must be at least 1")]
    public async Task A_call_ends_as_the_table_says(string words, int exit, string output, string errors)
    {
        var ended = await counter.Ouro(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        ended.ShouldBe(exit, counter.Output + counter.Errors);
        counter.Output.ShouldContain(output);
        counter.Errors.ShouldContain(errors);
        Directory.Exists(Path.Combine(counter.Project, ".ouroboros")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("0 0 30 2 *")]
    [InlineData("0 0 31 4,6,9,11 *")]
    public async Task A_schedule_that_never_comes_is_refused(string never)
    {
        (await counter.Ouro("watch", "--cron", never)).ShouldBe(64);

        counter.Errors.ShouldContain($"'{never}' never comes");
    }

    [Fact]
    public async Task Valid_syntax_is_achieved_and_invalid_is_not()
    {
        counter.WithFile("good.py", "x = 1\n").WithFile("bad.py", "def f(:\n    pass\n");

        (await counter.Ouro("check", "good.py")).ShouldBe(0);
        (await counter.Ouro("check", ".")).ShouldBe(1);

        counter.Output.ShouldContain("bad.py:1:7: ')' is missing");
    }

    [Fact]
    public async Task A_bug_is_told_by_an_id_and_kept_without_a_stack_trace()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var here = counter.Surroundings(output, errors) with { WorkingDirectory = null! };

        var exit = await Edge.RunAsync(["config", "list"], here, TestContext.Current.CancellationToken);

        exit.ShouldBe(1);
        errors.ToString().ShouldContain("ouro made a mistake (bug ");
        errors.ToString().ShouldNotContain("   at ");
        Directory.GetFiles(Path.Combine(counter.Home, ".local/state/ouroboros/bugs")).Length.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_is_as_approved_and_the_guide_has_its_page(string command)
    {
        (await counter.Ouro([.. command.Split(' '), "--help"])).ShouldBe(0);

        counter.Output.ShouldBeApproved("help-" + command.Replace(' ', '-'));
        File.Exists(Path.Combine(Approved.RepositoryRoot, "docs/commands", command.Split(' ')[0] + ".md")).ShouldBeTrue();
    }

    [Fact]
    public void The_version_is_the_one_of_the_assembly() =>
        typeof(Edge).Assembly.GetName().Version!.ToString(3).ShouldBe(Product.Version);
}
