using Ouroboros.Stages.Build;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>Several candidates tried in one process: none may learn from what another one left behind.</summary>
public sealed class RoundsSpecs
{
    private const string Plain =
        """
        import random


        def total(prices):
            return sum(prices) - 1


        def luck():
            return random.randrange(1000000)


        def climb(n):
            while n < 3:
                n = n + 1
            return n
        """;

    private const string PlainTests =
        """
        from shop import climb, luck, total


        def test_total():
            assert luck() == FIRST
            assert climb(0) == 3
            assert total([1, 2]) == 3


        from random import Random
        FIRST = Random(0).randrange(1000000)
        """;

    [Fact]
    public async Task Those_that_leave_nothing_are_judged_together_as_they_are_alone()
    {
        await using var alone = await TrialBench.OpenAsync(("shop.py", Plain), ("test_shop.py", PlainTests));
        await using var bench = await TrialBench.OpenAsync(("shop.py", Plain), ("test_shop.py", PlainTests));
        (string Old, string New)[] edits =
        [
            ("- 1", "- 2"), ("- 1", "* 2"), ("n < 3", "n < 4"), ("n + 1", "n - 1"), ("sum(prices)", "len(prices)"), ("- 1", "// 0"),
            ("randrange", "randint"), ("return n", "return -n"), ("- 1", "- 0"), ("n < 3", "n <= 3"), ("sum", "max"),
        ];

        var together = await bench.TogetherAsync("shop.py", edits);

        together.Count(s => s is not null).ShouldBe(edits.Length - 1, "the one that is right is tried by itself");
        together[8].ShouldBeNull();
        foreach (var ((old, with), told) in edits.Zip(together).Where(t => t.Second is not null))
        {
            var expected = await alone.ScreenAsync("shop.py", old, with);
            told!.Outcome.ShouldBe(expected.Outcome, with);
            told.DecidedBy.ShouldBe(expected.DecidedBy, with);
            told.Turned.ShouldBe(expected.Turned, with);
            if (expected.Outcome == ScreeningOutcome.StillFailing)
                told.Fuel.ShouldBe(expected.Fuel, with);
        }

        (await bench.ScreenAsync("shop.py", "- 1", "- 0")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    [Theory]
    [InlineData("SEEN = {}", "SEEN[n] = 1", "not SEEN")]
    [InlineData("SEEN = []", "SEEN.append(n)", "not SEEN")]
    [InlineData("COUNT = 300", "global COUNT\n    COUNT += 1", "COUNT == 300")]
    [InlineData("def note(n, seen=[]):\n    seen.append(n)\n    return seen", "note(n)", "len(note.__defaults__[0]) == 0")]
    [InlineData("class Shop:\n    sold = 0", "Shop.sold += 1", "Shop.sold == 0")]
    [InlineData("class Shop:\n    pass\nSHOP = Shop()", "SHOP.sold = 1", "not hasattr(SHOP, 'sold')")]
    [InlineData("class Shop:\n    __slots__ = ('sold',)\nSHOP = Shop()\nSHOP.sold = []", "SHOP.sold.append(n)", "not SHOP.sold")]
    [InlineData("import functools\n@functools.lru_cache(maxsize=None)\ndef kept(n):\n    return n", "kept(n)", "kept.cache_info().currsize == 0")]
    [InlineData("import itertools\nNUMBERS = itertools.count()", "next(NUMBERS)", "repr(NUMBERS) == 'count(0)'")]
    [InlineData("NUMBERS = iter(range(9))", "next(NUMBERS)", "NUMBERS.__length_hint__() == 9")]
    [InlineData("def numbers():\n    yield 1\n    yield 2\nNUMBERS = numbers()", "next(NUMBERS)", "NUMBERS.gi_frame.f_lasti < 10")]
    [InlineData("def maker():\n    sold = [0]\n    def sell():\n        sold[0] += 1\n        return sold\n    return sell\nsell = maker()", "sell()", "sell.__closure__[0].cell_contents == [0]")]
    [InlineData("import os", "os.environ['SHOP'] = 'open'", "'SHOP' not in os.environ")]
    [InlineData("import os", "os.chdir('/')", "os.getcwd() != '/'")]
    [InlineData("import os", "open('left.txt', 'w').close()", "not os.path.exists('left.txt')")]
    [InlineData("import os, tempfile", "tempfile.mkstemp()", "not os.listdir(tempfile.gettempdir())")]
    [InlineData("import random\nDICE = random.Random(1)", "DICE.random()", "DICE.getstate() == random.Random(1).getstate()")]
    [InlineData("ROW = bytearray()", "ROW.append(1)", "not ROW")]
    [InlineData("import collections\nROW = collections.deque()", "ROW.append(1)", "not ROW")]
    [InlineData("import threading\nLOCK = threading.Lock()", "LOCK.acquire(False)", "not LOCK.locked()")]
    [InlineData("import sys", "sys.modules['shops'] = sys", "'shops' not in sys.modules")]
    [InlineData("import sys", "sys.setrecursionlimit(sys.getrecursionlimit() + 1)", "sys.getrecursionlimit() % 10 == 0")]
    public async Task What_one_leaves_behind_condemns_no_other(string state, string leak, string clean)
    {
        var shop = $"{state}\n\n\ndef is_clean():\n    return {clean}\n\n\ndef after(n):\n    {leak}\n    return n + 2\n";
        const string Tests = "from shop import after, is_clean\n\n\ndef test_after():\n    assert is_clean()\n    assert after(1) == 2\n";
        await using var bench = await TrialBench.OpenAsync(("shop.py", shop), ("test_shop.py", Tests));

        var together = await bench.TogetherAsync("shop.py", ("n + 2", "n + 3"), ("n + 2", "n + 4"), ("n + 2", "n + 1"), ("n + 2", "n * 2"), ("n + 2", "n - 2"));

        together[2].ShouldBeNull();
        together[3].ShouldBeNull();
        together.OfType<Screening>().ShouldAllBe(s => s.Outcome == ScreeningOutcome.StillFailing);
        (await bench.ScreenAsync("shop.py", "n + 2", "n + 1")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    [Fact]
    public async Task One_that_ends_the_process_or_hangs_takes_no_other_with_it()
    {
        const string Shop = "import os\nimport time\n\n\ndef after(n):\n    return n + 2\n";
        const string Tests = "from shop import after\n\n\ndef test_after():\n    assert after(1) == 2\n";
        await using var bench = await TrialBench.OpenAsync(("shop.py", Shop), ("test_shop.py", Tests));

        var together = await bench.TogetherAsync(
            "shop.py", ("n + 2", "n + 3"), ("n + 2", "os._exit(0)"), ("n + 2", "n + 4"), ("n + 2", "time.sleep(600)"), ("n + 2", "n + 5"),
            ("return n + 2", "while True:\n        n += 1"), ("n + 2", "n + 6"), ("n + 2", "sum(range(10 ** 12))"), ("n + 2", "n + 7"));

        together.Select(s => s?.Outcome).ShouldBe(
        [
            ScreeningOutcome.StillFailing, null, ScreeningOutcome.StillFailing, null, ScreeningOutcome.StillFailing,
            ScreeningOutcome.OutOfFuel, ScreeningOutcome.StillFailing, ScreeningOutcome.OutOfFuel, ScreeningOutcome.StillFailing,
        ]);
    }

    [Fact]
    public async Task Marks_imported_by_name_do_not_keep_several_apart()
    {
        const string Shop = "def after(n):\n    return n + 2\n";
        const string Tests = "from pytest import mark\nfrom shop import after\n\n\n@mark.parametrize('n', [1])\ndef test_after(n):\n    assert after(n) == 2\n";
        await using var bench = await TrialBench.OpenAsync(("shop.py", Shop), ("test_shop.py", Tests));

        var together = await bench.TogetherAsync("shop.py", ("n + 2", "n + 3"), ("n + 2", "n + 4"));

        together.Select(s => s?.Outcome).ShouldBe([ScreeningOutcome.StillFailing, ScreeningOutcome.StillFailing]);
    }

    [Fact]
    public async Task Methods_of_unittest_cases_are_called_again_as_well()
    {
        const string Shop = "def after(n):\n    return n + 2\n";
        const string Tests =
            """
            import unittest
            from shop import after


            class AfterTest(unittest.TestCase):
                def setUp(self):
                    self.calls = []

                def test_after(self):
                    self.calls.append(1)
                    self.assertEqual(2, after(1))


            class MoreTest(unittest.TestCase):
                def test_more(self):
                    with self.subTest("one"):
                        self.assertEqual(2, after(1))
            """;
        await using var bench = await TrialBench.OpenAsync(("shop.py", Shop), ("test_shop.py", Tests));

        var together = await bench.TogetherAsync("shop.py", ("n + 2", "n + 3"), ("n + 2", "n + 1"), ("n + 2", "n - 1"));

        // The list that the test's own object keeps grows with every call, so that these are tried one by one.
        together.ShouldAllBe(s => s == null);
        (await bench.ScreenAsync("shop.py", "n + 2", "n + 1")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
        (await bench.ScreenAsync("shop.py", "n + 2", "n + 3")).Outcome.ShouldBe(ScreeningOutcome.StillFailing);
    }

    [Fact]
    public async Task A_unittest_case_that_keeps_nothing_is_judged_together()
    {
        const string Shop = "def after(n):\n    return n + 2\n";
        const string Tests =
            """
            import unittest
            from shop import after


            class AfterTest(unittest.TestCase):
                def setUp(self):
                    self.number = 1

                def test_after(self):
                    self.assertEqual(2, after(self.number))
            """;
        await using var bench = await TrialBench.OpenAsync(("shop.py", Shop), ("test_shop.py", Tests));

        var together = await bench.TogetherAsync("shop.py", ("n + 2", "n + 3"), ("n + 2", "n + 1"), ("n + 2", "n - 1"));

        together.Select(s => s?.Outcome).ShouldBe([ScreeningOutcome.StillFailing, null, ScreeningOutcome.StillFailing]);
    }
}
