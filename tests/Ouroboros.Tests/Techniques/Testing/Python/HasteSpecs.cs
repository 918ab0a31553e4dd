using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>Tests that raise and yet are not red, or are red for what nobody reads: an early verdict must be the one of a fresh process.</summary>
public sealed class HasteSpecs
{
    private const string Shop =
        """
        import os
        import random

        HOOKS = []
        os.register_at_fork(before=lambda: HOOKS.append("before"), after_in_child=lambda: HOOKS.append("after"))
        random.seed(7)


        def total(prices):
            return sum(prices) - 1


        def kind(x):
            return "odd" if x % 2 else "even"


        def halves(x):
            return x // 2
        """;

    private static readonly (string Path, string Text)[] PytestFiles =
    [
        ("shop.py", Shop),
        ("tests/conftest.py",
            """
            import pytest


            def pytest_assertrepr_compare(config, op, left, right):
                return ["%r is not %r" % (left, right)]


            @pytest.fixture
            def lenient(request):
                request.node.add_marker(pytest.mark.xfail(reason="who knows"))
            """),
        ("tests/test_shop.py",
            """
            import os
            import random
            import sys
            import unittest

            import pytest
            import shop
            from shop import halves, kind, total


            def test_total():
                assert total([1, 2]) == 3

            def test_either():
                assert total([1]) == 7 or kind(3) == "odd", "neither"

            def test_within():
                with pytest.raises(AssertionError, match="is not"):
                    assert kind(2) == "odd"

            def test_caught():
                try:
                    assert kind(2) == "odd"
                except AssertionError as error:
                    assert "'even' is not 'odd'" in str(error)

            def checked(x):
                assert kind(x) == "odd"

            def test_called():
                with pytest.raises(AssertionError):
                    checked(2)

            @pytest.mark.xfail(strict=True)
            def test_expected():
                assert kind(2) == "odd"

            def test_lenient(lenient):
                assert halves(5) == 2

            def test_itself(request):
                assert request.function is test_itself and request.node.obj is test_itself
                assert sys._getframe().f_code is test_itself.__code__

            def test_skipped():
                if halves(4) != 2:
                    pytest.skip("not today")

            def test_no_fork_is_seen():
                assert shop.HOOKS == []

            def test_luck():
                assert random.getstate() == random.Random(7).getstate()

            def test_output(capsys):
                print(kind(3) * 2)
                assert capsys.readouterr().out == "oddodd\n"

            def test_all(subtests=None):
                for x in (1, 3):
                    assert kind(x) == "odd" and halves(x) == x // 2

            class TestMethods:
                def test_method(self):
                    assert halves(9) == 4

            class Case(unittest.TestCase):
                def test_sub(self):
                    for x in range(3):
                        with self.subTest(x=x):
                            self.assertEqual(halves(2 * x), x)

                @unittest.expectedFailure
                def test_unexpected(self):
                    self.assertEqual(kind(2), "odd")

                def test_plain(self):
                    self.assertEqual(kind(2), "even")

            class Again(unittest.TestCase):
                tries = 0

                def run(self, result=None):
                    for _ in range(2):
                        quiet = unittest.TestResult()
                        super().run(quiet)
                        if quiet.wasSuccessful():
                            return super().run(result)
                    return super().run(result)

                def test_at_last(self):
                    Again.tries += 1
                    self.assertGreater(Again.tries, halves(3))
            """),
    ];

    private static readonly (string Path, string Text)[] UnittestFiles =
    [
        ("shop.py", Shop),
        ("tests/__init__.py", ""),
        ("tests/test_shop.py",
            """
            import unittest

            from shop import halves, kind, total


            class Sums(unittest.TestCase):
                def setUp(self):
                    self.prices = [1, 2]

                def test_total(self):
                    self.assertEqual(total(self.prices), 3)

                @unittest.expectedFailure
                def test_expected(self):
                    self.assertEqual(kind(2), "odd")

                def test_sub(self):
                    for x in range(3):
                        with self.subTest(x=x):
                            self.assertEqual(halves(2 * x), x)

                def test_skipped(self):
                    if halves(4) != 2:
                        self.skipTest("not today")

                def test_kind(self):
                    with self.assertRaises(AssertionError):
                        self.assertEqual(kind(2), "odd")
            """),
    ];

    private static readonly (string Old, string With)[] Edits =
    [
        ("sum(prices) - 1", "sum(prices)"),
        ("sum(prices) - 1", "sum(prices) + 4 - len(prices)"),
        ("sum(prices) - 1", "sum(prices) if len(prices) == 2 else 7"),
        ("sum(prices) - 1", "print('x' * 10000) or sum(prices)"),
        ("sum(prices) - 1", "1 // 0"),
        ("sum(prices) - 1\n\n\ndef kind(x):\n    return \"odd\" if x % 2 else", "sum(prices)\n\n\ndef kind(x):\n    return \"odd\" if x % 2 == 0 else"),
        ("sum(prices) - 1\n\n\ndef kind(x):\n    return \"odd\" if x % 2 else \"even\"\n\n\ndef halves(x):\n    return x // 2", "sum(prices)\n\n\ndef kind(x):\n    return \"odd\" if x % 2 else \"even\"\n\n\ndef halves(x):\n    return x / 2"),
        ("sum(prices) - 1\n\n\ndef kind(x):\n    return \"odd\" if x % 2 else \"even\"\n\n\ndef halves(x):\n    return x // 2", "sum(prices)\n\n\ndef kind(x):\n    return \"odd\" if x % 2 else \"even\"\n\n\ndef halves(x):\n    return x // 2 + (x == 4)"),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_early_verdict_is_the_one_of_a_fresh_process(bool pytest)
    {
        await using var trials = await TrialBench.OpenAsync(pytest ? PytestFiles : UnittestFiles, null);
        var lies = new List<string>();
        foreach (var (old, with) in Edits)
        {
            if (await Truth.LieAsync(trials, trials.Bench.Workspace.Replace("shop.py", old, with), TestContext.Current.CancellationToken) is { } lie)
                lies.Add(lie);
        }

        lies.ShouldBeEmpty();
        trials.Brief.Failing.Select(n => n.Value.Split("::")[^1]).ShouldContain("test_total");
        trials.Brief.Guarding.Count.ShouldBeGreaterThan(pytest ? 10 : 2);
    }
}
