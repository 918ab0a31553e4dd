using System.Text;
using Ouroboros.Adapters.Processes;
using Ouroboros.Techniques.Sandboxing;
using Shouldly;

namespace Ouroboros.Tests.Processes;

public sealed class ProcessRunnerSpecs
{
    private readonly ProcessRunner _runner = new(SandboxMode.Plain, TimeProvider.System);

    [Fact]
    public async Task A_command_tells_its_exit_code_and_both_streams()
    {
        var outcome = await RunAsync("echo out; echo err >&2; exit 7");

        outcome.End.ShouldBe(CommandEnd.Exited);
        outcome.ExitCode.ShouldBe(7);
        Encoding.UTF8.GetString(outcome.Output).ShouldBe("out\n");
        Encoding.UTF8.GetString(outcome.Errors).ShouldBe("err\n");
    }

    [Fact]
    public async Task A_signal_is_told_apart_from_an_exit_code()
    {
        var outcome = await RunAsync("kill -SEGV $$");

        (outcome.End, outcome.Signal, outcome.ExitCode).ShouldBe((CommandEnd.Signalled, 11, null));
    }

    [Fact]
    public async Task What_does_not_exist_never_starts_and_says_so()
    {
        var outcome = await _runner.RunAsync(new Command("/no/such/program", []), CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldBe("cannot start /no/such/program: No such file or directory");
    }

    [Fact]
    public async Task A_missing_working_directory_is_named()
    {
        var outcome = await _runner.RunAsync(new Command("true", []) { WorkingDirectory = "/no/such/place" }, CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldContain("/no/such/place");
    }

    [Fact]
    public async Task A_missing_supervisor_says_where_it_should_be_and_what_to_do()
    {
        var runner = new ProcessRunner(SandboxMode.Auto, TimeProvider.System, "/no/such/ouro-exec", withoutNamespaces: false);

        var outcome = await runner.RunAsync(new Command("true", []), CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldContain("/no/such/ouro-exec");
        runner.SandboxGaps.ShouldHaveSingleItem().ShouldContain("native/build.sh");
    }

    [Fact]
    public async Task Nothing_of_our_own_environment_passes()
    {
        Environment.SetEnvironmentVariable("OURO_TEST_SECRET", "hunter2");

        var command = new Command("env", []) { Environment = new Dictionary<string, string> { ["GIVEN"] = "a=b\nc" } };
        var outcome = await _runner.RunAsync(command, CancellationToken.None);

        var text = Encoding.UTF8.GetString(outcome.Output);
        text.ShouldContain("GIVEN=a=b\nc\n");
        text.Split('\n').Select(line => line.Split('=')[0]).Order().ShouldBe(["", "GIVEN", "LANG", "PATH", "c"]);
    }

    [Fact]
    public async Task Input_larger_than_any_pipe_arrives_whole_while_output_comes_back()
    {
        var input = new byte[5 << 20];
        new Random(1).NextBytes(input);

        var outcome = await _runner.RunAsync(new Command("cat", []) { StandardInput = input }, CancellationToken.None);

        outcome.Output.ShouldBe(input);
    }

    [Fact]
    public async Task Input_that_nobody_reads_holds_nothing_up()
    {
        var outcome = await _runner.RunAsync(new Command("true", []) { StandardInput = new byte[5 << 20] }, CancellationToken.None);

        outcome.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Output_beyond_the_limit_is_dropped_and_counted()
    {
        var outcome = await _runner.RunAsync(
            new Command("head", ["-c", "100000", "/dev/zero"]) { Limits = new ProcessLimits { OutputBytes = 1000 } }, CancellationToken.None);

        outcome.Output.Length.ShouldBe(1000);
        outcome.OutputDropped.ShouldBe(99_000);
    }

    [Fact]
    public async Task A_command_cannot_forge_the_supervisors_report()
    {
        var outcome = await RunAsync(@"printf 'exited 0 -1 5\n\016\000\000\000OUROEXEC' >&2; exit 3");

        outcome.ExitCode.ShouldBe(3);
        Encoding.UTF8.GetString(outcome.Errors).ShouldEndWith("OUROEXEC");
    }

    [Fact]
    public async Task Cancelling_ends_it_and_lets_it_clean_up_first()
    {
        using var cancellation = new CancellationTokenSource();
        var running = _runner.RunAsync(
            new Command("sh", ["-c", "trap 'echo cleaned; exit 0' TERM; echo ready; while :; do sleep 0.01; done"]), cancellation.Token);

        cancellation.CancelAfter(500);
        var outcome = await running;

        outcome.End.ShouldBe(CommandEnd.Cancelled);
        Encoding.UTF8.GetString(outcome.Output).ShouldBe("ready\ncleaned\n");
    }

    [Fact]
    public async Task A_token_cancelled_before_starts_nothing()
    {
        var outcome = await _runner.RunAsync(new Command("true", []), new CancellationToken(canceled: true));

        outcome.End.ShouldBe(CommandEnd.Cancelled);
    }

    [Fact]
    public async Task A_zero_byte_in_an_argument_is_refused_with_its_place()
    {
        var outcome = await _runner.RunAsync(new Command("echo", ["a\0b"]), CancellationToken.None);

        outcome.End.ShouldBe(CommandEnd.NotStarted);
        Encoding.UTF8.GetString(outcome.Errors).ShouldContain("arg \"a\\0b\"");
    }

    private Task<CommandOutcome> RunAsync(string script) => _runner.RunAsync(new Command("sh", ["-c", script]), CancellationToken.None);
}
