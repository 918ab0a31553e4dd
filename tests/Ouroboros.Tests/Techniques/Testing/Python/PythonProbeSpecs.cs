using Ouroboros.Techniques.Testing;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>Candidates told apart by what they do on inputs that no test tried.</summary>
public sealed class PythonProbeSpecs
{
    [Fact]
    public async Task Boundaries_are_told_apart_and_other_words_for_the_same_are_not()
    {
        await using var project = await ProbedProject.OpenAsync(
            "LIMIT = 10\n\n\ndef price(n):\n    return n * 2 if n > LIMIT else n\n",
            "def test_limit(): assert shop.price(10) == 20\ndef test_low(): assert shop.price(3) == 3\ndef test_high(): assert shop.price(40) == 80\n");

        var found = await project.CompareAsync(("n > LIMIT", "n >= LIMIT"), ("LIMIT = 10", "LIMIT = 9"), ("n > LIMIT", "n + 2 > LIMIT"));

        found.Survey.Functions.ShouldBe(["shop.py:price"]);
        found.Survey.Inputs.Count.ShouldBeGreaterThanOrEqualTo(200);
        (found.Original("price(10)"), found.Words(0, "price(10)")).ShouldBe(("is 10", "is 20"));
        found.Parting(0, 1).ShouldBeEmpty();
        found.Parting(0, 2).ShouldBe(["price(9)"]);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_survey()
    {
        const string Module = "def join(words, sep='-'):\n    return sep.join(words) + sep\n";
        const string Tests = "def test_two(): assert shop.join(['a', 'b']) == 'a-b'\ndef test_none(): assert shop.join([], sep='') == ''\n";
        await using var one = await ProbedProject.OpenAsync(Module, Tests);
        await using var same = await ProbedProject.OpenAsync(Module, Tests);
        await using var another = await ProbedProject.OpenAsync(Module, Tests, seed: 2);

        var calls = new List<IReadOnlyList<string>>();
        foreach (var project in new[] { one, same, another })
            calls.Add([.. (await project.CompareAsync((" + sep", ""))).Survey.Inputs.Select(i => i.Call)]);

        calls[1].ShouldBe(calls[0]);
        calls[2].ShouldNotBe(calls[0]);
        calls[0].Count.ShouldBeGreaterThanOrEqualTo(200);
    }

    [Fact]
    public async Task Methods_are_called_on_changed_objects_and_say_what_they_leave_behind()
    {
        await using var project = await ProbedProject.OpenAsync(
            "class Cart:\n    def __init__(self, items):\n        self.items = items\n\n    def add(self, n, *more, twice=False):\n        self.items.append(n)\n"
            + "        for m in more:\n            self.items.append(m)\n        return len(self.items) * 2\n",
            "def test_add(): assert shop.Cart([1, 2]).add(3, 4, twice=True) == 4\n");

        var found = await project.CompareAsync((" * 2", ""), ("for m in more", "for m in more[1:]"));

        found.Words(0, "add(3, 4, twice=True)").ShouldBe("is 4 and leaves self as Cart(items=[1, 2, 3, 4])");
        found.Words(1, "add(3, 4, twice=True)").ShouldBe("is 6 and leaves self as Cart(items=[1, 2, 3])");
        found.Survey.Inputs.ShouldContain(i => i.Call.Contains(" on Cart(items=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Loops_without_an_end_are_found_by_fuel()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def count(n):\n    while n != 0:\n        n -= 1\n    return n + 1\n", "def test_three(): assert shop.count(3) == 0\ndef test_zero(): assert shop.count(0) == 0\n");

        var found = await project.CompareAsync(("n + 1", "n"), ("    while n != 0:\n        n -= 1\n    return n + 1", "    while n > 0:\n        n -= 1\n    return 0"));

        var negative = found.Survey.Inputs.First(i => i.Call.StartsWith("count(-", StringComparison.Ordinal)).Call;
        (found.Words(0, negative), found.Words(1, negative)).ShouldBe(("runs on without end", "is 0"));
        found.Parting(0, 1).ShouldAllBe(c => c.StartsWith("count(-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("def f(n):\n    i = 0\n    while i < n:\n        yield i\n        i += 1\n", "list(shop.f(2)) == [0, 1, 2]", "i < n", "i <= n", "f(2)", "yields [0, 1, 2]")]
    [InlineData("async def f(n):\n    return n\n", "__import__('asyncio').run(shop.f(2)) == 3", "return n", "return n + 1", "f(2)", "comes to 3")]
    [InlineData("def f(n):\n    print(n)\n", "__import__('io') and shop.f(2) == 1", "print(n)", "print(n + 1)", "f(2)", "prints '3\\n'")]
    [InlineData("def f(rows):\n    rows.append(1)\n", "shop.f([0]) == 0", "append(1)", "append(2)", "f([0])", "leaves rows as [0, 2]")]
    [InlineData("def f(n, by=1):\n    return n + by\n", "shop.f(2) == 4", "by=1", "by=2", "f(2)", "is 4")]
    [InlineData("TABLE = {'a': 1}\n\n\ndef f(key):\n    return TABLE[key]\n", "shop.f('a') == 2", "'a': 1", "'a': 2", "f('a')", "is 2")]
    [InlineData("import functools\n\n\n@functools.lru_cache(maxsize=None)\ndef f(n):\n    return n\n", "shop.f(2) == 3", "return n", "return n + 1", "f(2)", "is 3")]
    [InlineData("def f(d):\n    return d.get('k')\n", "shop.f({}) == 3", "d.get('k')", "d['k']", "f({})", "raises KeyError")]
    [InlineData("import os\n\n\ndef f(n):\n    if n > 5:\n        os._exit(3)\n    return n\n", "shop.f(5) == 3", "n > 5", "n > 4", "f(5)", "ends the process")]
    public async Task Whatever_comes_of_a_call_is_seen(string module, string assertion, string old, string fresh, string call, string words)
    {
        await using var project = await ProbedProject.OpenAsync(module, $"def test_it(): assert {assertion}\n");

        var found = await project.CompareAsync((old, fresh));

        found.Words(0, call).ShouldBe(words);
        found.Original(call).ShouldNotBe(words);
    }

    [Fact]
    public async Task An_inner_function_is_judged_by_what_the_outer_one_makes_of_it()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def inner(x):\n    return x * 3\n\n\ndef outer(x):\n    return inner(x) + 1\n", "def test_it(): assert shop.outer(2) == 8\n");

        var found = await project.CompareAsync(("x * 3", "x * 3 + 1"), (") + 1", ") + 2"));

        found.Survey.Functions.ShouldBe(["shop.py:outer"]);
        found.Parting(0, 1).ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_arguments_cannot_be_copied_the_function_around_is_called_instead()
    {
        await using var project = await ProbedProject.OpenAsync(
            "class Sums:\n    def total(self, rows):\n        return added(int(row) for row in rows)\n\n\ndef added(numbers):\n    return sum(numbers) + 1\n",
            "def test_it(): assert shop.Sums().total(['1', '2']) == 3\n");

        var found = await project.CompareAsync((" + 1", ""), ("sum(numbers) + 1", "3"));

        found.Survey.Functions.ShouldBe(["shop.py:Sums.total"]);
        (found.Words(0, "total(['1', '2'])"), found.Original("total(['1', '2'])")).ShouldBe(("is 3", "is 4"));
        found.Parting(0, 1).ShouldContain("total([])");
    }

    [Theory]
    [InlineData("sum(__import__('itertools').repeat(1))")]
    [InlineData("__import__('threading').Event().wait()")]
    [InlineData("__import__('os').kill(__import__('os').getpid(), 9)")]
    public async Task A_call_that_no_fuel_can_stop_costs_only_its_own_candidate(string call)
    {
        await using var project = await ProbedProject.OpenAsync("def f(n):\n    return n\n", "def test_it(): assert shop.f(2) == 3\n");

        var found = await project.CompareAsync(("return n", "return n + 1"), ("return n", $"return 3 if n == 2 else {call}"));

        found.Survey.Unknown.ShouldBeNull();
        (found.Behaviour(0) is null, found.Behaviour(1) is null).ShouldBe((false, true));
    }

    [Fact]
    public async Task What_all_seen_arguments_have_in_common_is_kept_but_for_odd_inputs()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def first(values):\n    return values[0] + 1\n",
            "def test_a(): assert shop.first([1, 5, 9]) == 1\ndef test_b(): assert shop.first([2, 3]) == 2\ndef test_c(): assert shop.first([0, 4, 8, 8]) == 0\n");

        var found = await project.CompareAsync((" + 1", ""));

        var plain = found.Survey.Inputs.Where(i => !i.Odd).Select(i => i.Call["first([".Length..^2].Split(", ").Select(int.Parse).ToArray()).ToArray();
        plain.Length.ShouldBeGreaterThan(50);
        plain.ShouldAllBe(row => row.SequenceEqual(row.Order()) && row.All(v => v >= 0));
        found.Survey.Inputs.ShouldContain(i => i.Odd);
    }

    [Fact]
    public async Task Hints_and_examples_that_a_candidate_breaks_are_counted()
    {
        await using var project = await ProbedProject.OpenAsync(
            "def half(n) -> int:\n    \"\"\"\n    >>> half(8)\n    4\n    \"\"\"\n    return n // 3\n", "def test_it(): assert shop.half(4) == 2\n");

        var found = await project.CompareAsync(("n // 3", "n // 2"), ("n // 3", "n / 2"), ("n // 3", "2"));

        Enumerable.Range(0, 3).Select(i => found.Behaviour(i)!.BrokenHints > 0).ShouldBe([false, true, false]);
        Enumerable.Range(0, 3).Select(i => found.Behaviour(i)!.FailedExamples).ShouldBe([0, 1, 1]);
    }

    [Theory]
    [InlineData("def f(n):\n    return n\n", "def test_it(): assert shop.f(x for x in (1, 2)) == 1\n", "return n", "return 1", "no test hands an edited function arguments that can be copied")]
    [InlineData("import random\nR = random.SystemRandom()\n\n\ndef f(n):\n    return n + R.random()\n", "def test_it(): assert shop.f(2) == 1\n", "n + R", "1 + R", "the unedited functions answer differently each time")]
    [InlineData("LIMIT = 1\n", "def test_it(): assert shop.LIMIT == 2\n", "= 1", "= 2", "no candidate edits a file that functions stand in")]
    [InlineData("def f(n):\n    return n\n", "def test_it(): assert shop.f(2) == 1\n", "return n", "return (n", "none of the patches could be carried over into the running program")]
    public async Task Where_nothing_can_be_said_the_reason_is_told(string module, string tests, string old, string fresh, string reason)
    {
        await using var project = await ProbedProject.OpenAsync(module, tests);

        var found = await project.CompareAsync((old, fresh));

        found.Survey.Unknown.ShouldBe(reason);
        found.Survey.Candidates.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_candidate_that_cannot_be_loaded_leaves_the_others_comparable()
    {
        await using var project = await ProbedProject.OpenAsync("def f(n):\n    return n\n", "def test_it(): assert shop.f(2) == 3\n");

        var found = await project.CompareAsync(("return n", "return n + 1"), ("return n", "return n + 1\n\n\nwhile True:\n    pass"), ("return n", "return 3"));

        found.Behaviour(1).ShouldBeNull();
        found.Parting(0, 2).ShouldNotBeEmpty();
    }
}
