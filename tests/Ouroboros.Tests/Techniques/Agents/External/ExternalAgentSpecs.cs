using System.Text.Json;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Techniques.Agents.External;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Ouroboros.Workspaces.Staging;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Agents.External;

public sealed class ExternalAgentSpecs : IDisposable
{
    private const string Mend = "sed -i 's/- shipping/+ shipping/' shop.py\n";

    private readonly AgentShed shed = new();

    [Fact]
    public async Task What_it_changed_becomes_a_candidate_and_the_workspace_stays_as_it_was()
    {
        var outcome = await shed.RunAsync(Mend + "rm old.py; mkdir -p a/b; echo 'y = 2' > a/b/new.py; printf '\\x00\\x09' > picture.bin; chmod 4755 a/b/new.py");

        var patch = outcome.Candidate.ShouldNotBeNull().Patch;
        patch.Files.Select(f => $"{f.GetType().Name} {f.Path}").ShouldBe(["AddFile a/b/new.py", "DeleteFile old.py", "ChangeFile picture.bin", "ChangeFile shop.py"]);
        shed.After(outcome, "shop.py").ShouldBe("def total(prices, shipping):\n    return sum(prices) + shipping\n");
        patch.Files.OfType<AddFile>().Single().Mode.ShouldBe((UnixFileMode)0b111_101_101);
        outcome.Candidate.Origin.Source.ShouldBe("agent:script");
        (outcome.Why, outcome.End).ShouldBe((null, "it ended with exit code 0"));
        shed.Tree.Read("shop.py").ShouldContain("- shipping");
        File.Exists(shed.Tree["old.py"]).ShouldBeTrue();
        shed.IsCleared().ShouldBeTrue();
    }

    [Fact]
    public async Task It_is_told_the_goal_and_the_failing_tests_fenced_as_data()
    {
        var outcome = await shed.RunAsync("cat \"$1\"; pwd; echo \"$2\"");

        outcome.Said.ShouldContain("Goal: Make the tests pass.");
        outcome.Said.ShouldContain("<data>\ntests/test_shop.py::test_total: Failed\nAssertionError: assert 0 == 2");
        outcome.Said.Trim().Split('\n')[^2..].Distinct().ShouldHaveSingleItem();
        outcome.Why.ShouldBe("it changed nothing; it ended with exit code 0");
    }

    [Fact]
    public async Task A_prompt_is_one_argument_or_the_input_and_never_read_by_a_shell()
    {
        using var hostile = new AgentShed { Goal = "$(touch pwned) '; \" {workspace} `id`" };

        var argument = await hostile.RunCommandAsync("python3 -c 'import sys; print(len(sys.argv), sys.argv[1])' {prompt}");
        var input = await hostile.RunCommandAsync("cat");

        argument.Said.ShouldStartWith("2 Goal: $(touch pwned) '; \" {workspace} `id`\n");
        input.Said.ShouldStartWith("Goal: $(touch pwned) '; \" {workspace} `id`\n");
        (argument.Candidate, input.Candidate).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_prompt_longer_than_an_argument_may_be_is_read_from_its_file()
    {
        using var wordy = new AgentShed { Goal = new string('€', 19_000) + new string('€', 1_000) };

        var outcome = await wordy.RunCommandAsync("python3 -c 'import sys; print(sys.argv[1][:60]); print(len(open(sys.argv[2]).read()) > 20000)' {prompt} {prompt_file}");

        outcome.Said.ShouldContain("True");
        outcome.End.ShouldBe("it ended with exit code 0");
    }

    [Fact]
    public async Task Its_exit_code_and_its_words_decide_nothing()
    {
        var failing = await shed.RunAsync(Mend + "echo 'I could not do it' >&2; exit 7");
        var boasting = await shed.RunAsync("echo 'All tests pass now!'");

        failing.Candidate.ShouldNotBeNull();
        failing.End.ShouldBe("it ended with exit code 7");
        failing.Said.ShouldBe("I could not do it\n");
        (boasting.Candidate, boasting.Why).ShouldBe((null, "it changed nothing; it ended with exit code 0"));
    }

    [Fact]
    public async Task One_that_is_killed_or_runs_out_of_time_ends_as_data()
    {
        var killed = await shed.RunAsync("kill -9 $$");
        var late = await shed.RunAsync("sleep 600", o => o with { WallTime = TimeSpan.FromMilliseconds(300) });

        killed.Why.ShouldBe("it changed nothing; it was ended by signal 9");
        late.Why.ShouldBe("it changed nothing; it ran out of time and was ended");
    }

    [Fact]
    public async Task A_flood_of_output_is_cut_and_told()
    {
        var outcome = await shed.RunAsync("head -c 5000000 /dev/zero | tr '\\0' x; echo; printf '\\033[31mred\\007' >&2");

        outcome.Said.Length.ShouldBeLessThanOrEqualTo(8_000);
        outcome.Said.ShouldEndWith("[31mred");
        outcome.End.ShouldContain("bytes of what it wrote were dropped");
    }

    [Fact]
    public async Task Daemons_do_not_outlive_it()
    {
        var outcome = await shed.RunAsync("(setsid nohup sleep 600 >/dev/null 2>&1 &) ; (setsid bash -c 'sleep 600' &) ; " + Mend);

        outcome.Candidate.ShouldNotBeNull();
        shed.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_outside_of_its_copy_is_written()
    {
        using var outside = new TemporaryFolder();
        outside.Write("kept", "kept");

        var outcome = await shed.RunAsync($"echo harm > {outside["kept"]}; echo harm > {outside["new"]}; echo harm > {shed.Tool("agent.sh")}.new; rm -rf {outside.Path}; true");

        outside.Read("kept").ShouldBe("kept");
        Directory.GetFiles(outside.Path).Length.ShouldBe(1);
        File.Exists(shed.Tool("agent.sh") + ".new").ShouldBeFalse();
        outcome.Candidate.ShouldBeNull();
    }

    [Fact]
    public async Task Edits_of_tests_and_of_what_judges_are_left_out_and_told()
    {
        var cheating = await shed.RunAsync("echo 'def test_total(): pass' > tests/test_shop.py; echo '[pytest]' > pytest.ini");
        var mixed = await shed.RunAsync(Mend + "echo 'def test_total(): pass' > tests/test_shop.py");

        cheating.Candidate.ShouldBeNull();
        cheating.Why.ShouldNotBeNull().ShouldStartWith("nothing that it changed can be taken: 'pytest.ini': its change is left out, for it is test, CI or lint configuration");
        mixed.Candidate.ShouldNotBeNull().Patch.Files.ShouldHaveSingleItem().Path.Value.ShouldBe("shop.py");
        mixed.Notes.ShouldBe(["'tests/test_shop.py': its change is left out, for it is a test or its data"]);
    }

    [Fact]
    public async Task Git_data_caches_and_keys_never_come_along()
    {
        var outcome = await shed.RunAsync(
            "mkdir -p .git/hooks __pycache__ .ssh; echo evil > .git/hooks/pre-commit; echo x > __pycache__/a.pyc; echo key > .ssh/id_rsa; rm -f node_modules/pad/index.js; " + Mend);

        outcome.Candidate.ShouldNotBeNull().Patch.Files.ShouldHaveSingleItem().Path.Value.ShouldBe("shop.py");
        outcome.Notes.ShouldHaveSingleItem().ShouldContain("SSH keys");
        shed.Tree.Read(".git/HEAD").ShouldBe("ref: refs/heads/main\n");
        File.Exists(shed.Tree["node_modules/pad/index.js"]).ShouldBeTrue();
    }

    [Fact]
    public async Task Links_pipes_modes_and_hidden_files_are_told_and_no_file_goes_with_them()
    {
        var outcome = await shed.RunAsync("ln -s /etc evil; rm shop.py; ln -s /etc/passwd shop.py; mkfifo pipe; chmod 755 old.py");

        outcome.Candidate.ShouldBeNull();
        string.Join('\n', outcome.Notes.Order()).ShouldBe(
            "'evil': it is a symbolic link\n'old.py': its mode changed to 755\n'pipe': it is a socket, pipe or device\n'shop.py': it is a symbolic link\n'shop.py': it is hidden by what stands there now");
    }

    [Fact]
    public async Task A_directory_that_is_made_to_look_like_an_environment_takes_no_files_away()
    {
        shed.Tree.Write("package/part.py", "z = 1\n");

        var outcome = await shed.RunAsync("touch package/pyvenv.cfg");

        outcome.Candidate.ShouldBeNull();
        outcome.Notes.ShouldHaveSingleItem().ShouldBe("'package/part.py': it is hidden by what stands there now");
    }

    [Fact]
    public async Task What_is_too_large_or_too_much_is_no_patch()
    {
        var limits = new DifferenceLimits { FileBytes = 1_000, Files = 5, TotalBytes = 2_500 };

        var large = await shed.RunAsync("head -c 2000 /dev/zero > big.bin; " + Mend, o => o with { Difference = limits });
        var many = await shed.RunAsync("for i in 1 2 3 4 5 6; do echo $i > f$i.py; done", o => o with { Difference = limits });
        var much = await shed.RunAsync("for i in 1 2 3; do head -c 900 /dev/zero > f$i.bin; done", o => o with { Difference = limits });

        large.Candidate.ShouldNotBeNull().Patch.Files.ShouldHaveSingleItem();
        large.Notes.ShouldHaveSingleItem().ShouldContain("'big.bin': it has 2,000 bytes");
        many.Why.ShouldNotBeNull().ShouldContain("6 files were written, more than the 5");
        much.Why.ShouldNotBeNull().ShouldContain("2,700 bytes were written, more than the 2,500");
    }

    [Fact]
    public async Task It_sees_only_the_variables_that_are_named_and_none_of_their_values_leaves()
    {
        shed.Variables["AGENT_KEY"] = "sk-very-secret-0123";
        shed.Variables["OTHER_KEY"] = "hunter2-of-another";
        Environment.SetEnvironmentVariable("OURO_TEST_UNNAMED", "unnamed");

        var outcome = await shed.RunAsync("env; echo \"key = '$AGENT_KEY'\" > key.py; echo hunter2; " + Mend, o => o with { Pass = ["AGENT_KEY", "NOT_SET"] });

        outcome.Said.ShouldContain("AGENT_KEY=[redacted:known-secret]");
        outcome.Said.ShouldNotContain("OTHER_KEY");
        outcome.Said.ShouldNotContain("unnamed");
        outcome.Said.ShouldEndWith("[redacted]\n");
        outcome.Candidate.ShouldNotBeNull().Patch.Files.ShouldHaveSingleItem().Path.Value.ShouldBe("shop.py");
        outcome.Notes.ShouldHaveSingleItem().ShouldContain("'key.py': its change is left out");
    }

    [Fact]
    public async Task The_network_is_off()
    {
        using var server = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        server.Start();
        var port = ((System.Net.IPEndPoint)server.LocalEndpoint).Port;

        var outcome = await shed.RunAsync($"(echo > /dev/tcp/127.0.0.1/{port}) 2>/dev/null && echo reached || echo refused");

        outcome.Said.ShouldBe("refused\n");
        server.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_program_that_is_missing_or_none_is_told()
    {
        var missing = await shed.RunCommandAsync("/no/such/agent {prompt}");
        var none = await shed.RunCommandAsync("  ");

        missing.Why.ShouldBe("cannot start /no/such/agent: No such file or directory");
        none.Why.ShouldBe("the command of the agent 'script' names no program; give one");
    }

    [Fact]
    public async Task A_budget_that_is_spent_starts_nothing()
    {
        using var poor = new AgentShed { Limits = new Limits { Steps = 0 } };

        var outcome = await poor.RunAsync(Mend);

        (outcome.Candidate, outcome.Why).ShouldBe((null, "the limit of 0 steps was reached"));
    }

    [Fact]
    public async Task Cancelling_is_never_swallowed_and_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var started = shed.RunAsync("sleep 600", cancellationToken: stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => started);
        shed.IsCleared().ShouldBeTrue();
        shed.Survivors().ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_told_in_the_journal()
    {
        var outcome = await shed.RunAsync(Mend);

        var told = outcome.ToEvent(new AgentOptions(new AgentTemplate("script", "bash agent.sh")));
        var json = JsonSerializer.Serialize(told, BuildEvents.AgentRan.Shape);

        new RunEvent(default, 1, default, "agent.ran", json).Is(BuildEvents.AgentRan, out var back).ShouldBeTrue();
        (back.Agent, back.Patch, back.End).ShouldBe(("script", outcome.Candidate!.Patch.Hash.Hex, "it ended with exit code 0"));
    }

    public void Dispose() => shed.Dispose();
}
