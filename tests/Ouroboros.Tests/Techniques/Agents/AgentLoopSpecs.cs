using Ouroboros.Runs;
using Ouroboros.Techniques.Agents;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Agents;

public sealed class AgentLoopSpecs
{
    private const string Edit = """{"call": "propose_edit", "with": {"path": "a.py", "old": "broken", "new": "mended"}}""";

    [Fact]
    public async Task It_reads_edits_and_ends_when_the_tests_say_so()
    {
        var stand = new AgentStand(("a.py", "x = 1  # broken\n"));

        var ending = await stand.RunAsync("{\"say\": \"I look.\", \"call\": \"read\", \"with\": {\"path\": \"a.py\"}}\n" + Edit);

        ending.End.ShouldBe(AgentEnd.Solved);
        ending.Steps.ShouldBe(2);
        stand.TextOf("a.py").ShouldBe("x = 1  # mended\n");
        stand.Thoughts.ShouldBe(["I look."]);
        (await stand.FactsAsync(AgentEvents.Observed))[0].Observations[0].Text.ShouldContain("1  x = 1  # broken");
    }

    [Fact]
    public async Task Words_that_all_is_done_end_nothing_well()
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        var ending = await stand.RunAsync("""
            {"say": "Done. All tests pass now."}
            {"say": "I said that all tests pass."}
            """);

        ending.End.ShouldBe(AgentEnd.GaveUp);
        stand.Draft.Patch.ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_edit_is_not_kept_and_goes_back_with_its_reason()
    {
        var stand = new AgentStand(("a.py", "broken\n")) { Forbidden = "oops" };

        var ending = await stand.RunAsync("""
            {"call": "propose_edit", "with": {"path": "a.py", "old": "broken", "new": "oops"}}
            {"call": "propose_edit", "with": {"path": "a.py", "old": "broken", "new": "mended"}, "when": "line 1: oops"}
            """);

        ending.End.ShouldBe(AgentEnd.Solved);
        stand.TextOf("a.py").ShouldBe("mended\n");
        (await stand.FactsAsync(AgentEvents.Ended))[0].Attempts.ShouldBe(1);
    }

    [Fact]
    public async Task An_edit_that_leaves_tests_red_stands_until_it_is_taken_back()
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        await stand.RunAsync("""
            {"call": "propose_edit", "with": {"path": "a.py", "old": "broken", "new": "half"}}
            {"call": "propose_edit", "with": {"path": "a.py", "old": "half", "new": "more"}, "when": "1 != 2"}
            {"call": "undo_edit", "when": "stands"}
            {"call": "give_up", "with": {"reason": "no idea"}}
            """);

        stand.TextOf("a.py").ShouldBe("half\n");
    }

    [Fact]
    public async Task Attempts_are_counted_and_limited()
    {
        var stand = new AgentStand(("a.py", "0\n")) { MostAttempts = 3 };

        var ending = await stand.RunAsync(string.Join('\n', Enumerable.Range(0, 9).Select(i => $$$"""{"call": "propose_edit", "with": {"path": "a.py", "old": "{{{i}}}", "new": "{{{i + 1}}}"}}""")));

        ending.End.ShouldBe(AgentEnd.GaveUp);
        ending.Steps.ShouldBe(4);
        ending.Reason.ShouldContain("3 further");
    }

    [Fact]
    public async Task Edits_in_bare_words_count_as_proposed()
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        var ending = await stand.RunAsync("""{"say": "Here it is:\n\na.py\n```python\n<<<<<<< SEARCH\nbroken\n=======\nmended\n>>>>>>> REPLACE\n```\n"}""");

        ending.End.ShouldBe(AgentEnd.Solved);
    }

    [Theory]
    [InlineData("""{"say": "<tool_call>{\"name\": \"propose_edit\", \"arguments\": {\"path\": \"a.py\", \"old\": \"broken\", \"new\": \"mended\"}}</tool_call>"}""")]
    [InlineData("""{"say": "I call it:\n```json\n{\"tool\": \"propose_edit\", \"arguments\": {\"path\": \"a.py\", \"old\": \"broken\", \"new\": \"mended\"}}\n```"}""")]
    [InlineData("""{"say": "{\"function\": {\"name\": \"propose_edit\", \"arguments\": \"{\\\"path\\\": \\\"a.py\\\", \\\"old\\\": \\\"broken\\\", \\\"new\\\": \\\"mended\\\"}\"}}"}""")]
    [InlineData("""{"call": "functions.Propose_Edit", "with": {"path": "a.py", "old": "broken", "new": "mended"}}""")]
    [InlineData("""{"call": "propose_edit", "with": "{\"path\": \"a.py\", \"old\": \"broken\", \"new\": \"mended\",}"}""")]
    [InlineData("""{"call": "propose_edit", "with": "```json\n{\"path\": \"a.py\", \"old\": \"broken\", \"new\": \"mended\"}\n```"}""")]
    [InlineData("""{"call": "propose_edit", "with": "{\"path\": \"a.py\", \"edits\": [{\"old\": \"broken\", \"new\": \"mended\"}"}""")]
    public async Task Calls_as_local_models_write_them_are_understood(string script)
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        var ending = await stand.RunAsync(script);

        ending.End.ShouldBe(AgentEnd.Solved, ending.Reason);
    }

    [Theory]
    [InlineData("""{"call": "no_such_tool", "with": {"n": 1}}""", "There is no tool 'no_such_tool'")]
    [InlineData("""{"call": "read", "with": "{\"path\": \"a.py"}""", "no JSON object")]
    [InlineData("""{"call": "read", "with": {"line": 3}}""", "\"path\" is missing")]
    public async Task Calls_that_cannot_be_understood_end_it_after_three(string line, string told)
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        var ending = await stand.RunAsync(string.Join('\n', Enumerable.Repeat(line, 5)));

        ending.End.ShouldBeOneOf(AgentEnd.Format, AgentEnd.Stuck);
        ending.Steps.ShouldBe(3);
        (await stand.FactsAsync(AgentEvents.Observed))[0].Observations[0].Text.ShouldContain(told);
    }

    [Fact]
    public async Task The_same_again_and_again_is_stuck()
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        var ending = await stand.RunAsync(string.Join('\n', Enumerable.Repeat("""{"call": "read", "with": {"path": "a.py"}}""", 20)));

        ending.End.ShouldBe(AgentEnd.Stuck);
        ending.Steps.ShouldBe(4);
    }

    [Fact]
    public async Task To_and_fro_is_stuck()
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        var ending = await stand.RunAsync(string.Join('\n', Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? """{"call": "read", "with": {"path": "a.py"}}""" : """{"call": "list"}""")));

        ending.End.ShouldBe(AgentEnd.Stuck);
        ending.Steps.ShouldBe(6);
    }

    [Fact]
    public async Task Steps_run_out()
    {
        var stand = new AgentStand(("a.py", "broken\n")) { Limits = new Limits { Steps = 3 } };

        var ending = await stand.RunAsync(string.Join('\n', Enumerable.Range(0, 9).Select(i => $$$"""{"call": "search", "with": {"text": "{{{i}}}"}}""")));

        ending.End.ShouldBe(AgentEnd.Budget);
        ending.Steps.ShouldBe(3);
        ending.Reason.ShouldContain("limit of 3 steps");
        stand.Budget.StepsUsed.ShouldBe(3);
    }

    [Fact]
    public async Task What_an_interrupted_run_was_answered_is_not_asked_again()
    {
        var first = new AgentStand(("a.py", "broken\n"));
        await first.RunAsync("""
            {"say": "I look.", "call": "read", "with": {"path": "a.py"}}
            {"call": "propose_edit", "with": {"path": "a.py", "old": "broken", "new": "half"}}
            {"call": "give_up", "with": {"reason": "killed here"}}
            """);
        var earlier = (await first.FactsAsync(AgentEvents.Answered)).Take(2).ToArray();
        var second = new AgentStand(("a.py", "broken\n")) { Earlier = earlier };

        var ending = await second.RunAsync("""{"call": "propose_edit", "with": {"path": "a.py", "old": "half", "new": "mended"}}""");

        ending.End.ShouldBe(AgentEnd.Solved);
        ending.Steps.ShouldBe(3);
        (await second.FactsAsync(AgentEvents.Answered)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_calls_at_once_are_cut()
    {
        var stand = new AgentStand(("a.py", "broken\n"));
        var calls = string.Join(", ", Enumerable.Range(0, 20).Select(i => $$$"""{"call": "search", "with": {"text": "{{{i}}}"}}"""));

        await stand.RunAsync($$"""{"calls": [{{calls}}]}""");

        var observed = (await stand.FactsAsync(AgentEvents.Observed))[0].Observations;
        observed.Count.ShouldBe(20);
        observed.Count(o => o.Status == "refused").ShouldBe(12);
    }

    [Fact]
    public async Task A_question_ends_with_its_answer()
    {
        var stand = new AgentStand(("a.py", "broken\n")) { WantsWords = true };

        var ending = await stand.RunAsync("""
            {"call": "list"}
            {"say": "There is one file, a.py."}
            """);

        ending.End.ShouldBe(AgentEnd.Answered);
        ending.Reason.ShouldBe("There is one file, a.py.");
    }

    [Fact]
    public async Task What_no_model_may_read_is_not_there()
    {
        var stand = new AgentStand(("a.py", "broken\n"), (".env", "API_TOKEN=hunter2hunter2\n"), ("keys/id_rsa", "hunter2hunter2"));

        await stand.RunAsync("""
            {"call": "read", "with": {"path": ".env"}}
            {"call": "search", "with": {"text": "hunter2"}}
            {"call": "list"}
            {"call": "read", "with": {"path": "../../etc/passwd"}}
            {"call": "propose_edit", "with": {"path": ".env", "old": "API", "new": "API2"}}
            {"call": "propose_edit", "with": {"path": "keys/id_rsa", "old": "x", "new": "y"}}
            """);

        var told = string.Join('\n', (await stand.FactsAsync(AgentEvents.Observed)).SelectMany(o => o.Observations).Select(o => o.Text));
        told.ShouldNotContain("hunter2hunter2");
        told.ShouldNotContain("id_rsa (");
        stand.Draft.Patch.ShouldBeNull();
    }

    [Fact]
    public async Task It_can_be_interrupted()
    {
        var stand = new AgentStand(("a.py", "broken\n"));

        await Should.ThrowAsync<OperationCanceledException>(() => stand.RunAsync(Edit, new CancellationToken(canceled: true)));

        stand.Draft.Patch.ShouldBeNull();
    }
}
