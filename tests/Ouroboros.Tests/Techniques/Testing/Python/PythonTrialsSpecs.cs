using Ouroboros.Stages.Build;
using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class PythonTrialsSpecs
{
    private const string Shop =
        """
        import os

        SEEN = []


        def total(prices):
            found = 0
            for price in prices:
                found += price
            return found - 1


        def label(text):
            return text.upper()
        """;

    private const string Tests =
        """
        from shop import total, label, SEEN


        def test_total():
            assert total([1, 2]) == 3


        def test_nothing():
            assert total([0]) == 0


        def test_label():
            assert label("a") == "A"


        def test_unseen():
            assert SEEN == []
            SEEN.append(1)
        """;

    private static readonly (string, string)[] Files = [("shop.py", Shop), ("tests/test_shop.py", Tests)];

    [Theory]
    [InlineData("found - 1", "found", ScreeningOutcome.Plausible, null, 2)]
    [InlineData("found - 1", "found + 0 if len(prices) > 1 else 9", ScreeningOutcome.StillFailing, "test_nothing", 1)]
    [InlineData("found - 1", "found - 2", ScreeningOutcome.StillFailing, "test_total", 0)]
    [InlineData("found - 1\n", "found\nlabel = str.lower\n", ScreeningOutcome.Plausible, null, 2)]
    [InlineData("found - 1", "found; SEEN.append(2)", ScreeningOutcome.Plausible, null, 2)]
    [InlineData("SEEN = []", "SEEN = [1]", ScreeningOutcome.StillFailing, "test_total", 0)]
    [InlineData("found - 1", "found -", ScreeningOutcome.Broken, null, 0)]
    [InlineData("import os", "import no_such_module", ScreeningOutcome.Broken, null, 0)]
    [InlineData("import os", "import sys; sys.exit(3)", ScreeningOutcome.Broken, null, 0)]
    [InlineData("import os", "import os; os._exit(3)", ScreeningOutcome.Broken, null, 0)]
    [InlineData("found += price", "os._exit(0)", ScreeningOutcome.Crashed, "test_total", 0)]
    [InlineData("found += price", "os.kill(os.getpid(), 11)", ScreeningOutcome.Crashed, "test_total", 0)]
    [InlineData("    return found - 1", "    while True:\n        try:\n            found += 1\n        except BaseException:\n            pass", ScreeningOutcome.OutOfFuel, "test_total", 0)]
    [InlineData("import os", "import os\nwhile True: pass", ScreeningOutcome.OutOfFuel, null, 0)]
    [InlineData("found - 1", "found - 1 + sum(range(10 ** 15))", ScreeningOutcome.OutOfFuel, "test_total", 0)]
    public async Task A_candidate_gets_the_verdict_it_deserves(string old, string with, ScreeningOutcome outcome, string? decidedBy, int turned)
    {
        await using var trials = await TrialBench.OpenAsync(Files);

        var screening = await trials.ScreenAsync("shop.py", old, with);

        screening.Outcome.ShouldBe(outcome);
        (screening.DecidedBy?.Value.Split("::")[1]).ShouldBe(decidedBy);
        screening.Turned.Count.ShouldBe(turned);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("import pytest\n\n\n@pytest.fixture\ndef priced():\n    return shop.Shop.rate(3)\n\n\n", "priced")]
    [InlineData("PRICED = shop.Shop.rate(3)\n\n\n", "")]
    public async Task A_function_that_has_run_before_the_tests_is_tried_all_the_same(string before, string given)
    {
        const string RateShop = "LOW = 1\n\n\nclass Shop:\n    \"\"\"Sells.\"\"\"\n\n    @staticmethod\n    def rate(n):\n        \"\"\"What n cost.\"\"\"\n        return [n * LOW for _ in (1,)][0]\n\n\nclass Other:\n    def rate(n):\n        return 0\n";
        var tests = $"import shop\n{before}def test_rate({given}):\n    assert shop.Shop.rate(4) == 8\n\n\ndef test_other():\n    assert shop.Other.rate(4) == 0\n";
        await using var trials = await TrialBench.OpenAsync(("shop.py", RateShop), ("test_shop.py", tests));

        (await trials.ScreenAsync("shop.py", "n * LOW", "n * LOW + 1")).Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        (await trials.ScreenAsync("shop.py", "        return [n * LOW", "        low = 2\n        return [n * low")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
        (await trials.ScreenAsync("shop.py", "for _ in (1,)][0]", "for _ in (1,)][0")).Outcome.ShouldBe(ScreeningOutcome.Broken);
        (await trials.ScreenAsync("shop.py", "LOW = 1", "LOW = 2")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
        (await trials.ScreenAsync("shop.py", "        return 0", "        return 1")).Outcome.ShouldBe(ScreeningOutcome.StillFailing);
    }

    [Fact]
    public async Task Functions_after_an_edited_one_that_has_run_know_where_they_stand()
    {
        const string RateShop = "def rate(n):\n    return n\n\n\nPRICED = rate(3)\n\n\nclass Other:\n    def rate(n):\n        return 0\n";
        const string RateTests =
            "import inspect\nimport shop\n\n\ndef test_rate():\n    assert shop.rate(4) == 8\n\n\ndef test_source():\n    assert inspect.getsource(shop.Other.rate) == '    def rate(n):\\n        return 0\\n'\n";
        await using var trials = await TrialBench.OpenAsync(("shop.py", RateShop), ("test_shop.py", RateTests));

        (await trials.ScreenAsync("shop.py", "    return n\n", "    n = n * 2\n    n = n + 0\n    return n\n")).Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    [Fact]
    public async Task A_candidate_that_breaks_a_covering_test_is_told_by_its_name()
    {
        await using var trials = await TrialBench.OpenAsync(Files);

        var screening = await trials.ScreenAsync("shop.py", "found - 1\n\n\ndef label(text):\n    return text.upper()", "found\n\n\ndef label(text):\n    return text");

        screening.Outcome.ShouldBe(ScreeningOutcome.BreaksPassing);
        screening.DecidedBy.ShouldBe(new TestName("tests/test_shop.py::test_label"));
    }

    [Fact]
    public async Task Nothing_of_a_candidate_is_left_for_the_next_one()
    {
        await using var trials = await TrialBench.OpenAsync(
            [
                ("data/state.txt", "0"),
                ("shop.py", "import os\n\ndef count():\n    return 1\n"),
                ("tests/test_shop.py",
                    """
                    import os, tempfile
                    from shop import count
                    def test_state():
                        with open("data/state.txt") as f: assert f.read() == "0"
                        assert not os.path.exists("new") and not os.path.exists("dir")
                        assert os.listdir(tempfile.gettempdir()) == []
                    def test_count(tmp_path):
                        (tmp_path / "x").write_text("x")
                        assert count() == 2
                    """),
            ],
            guarding: ["tests/test_shop.py::test_state"]);
        const string soil = "\n    os.makedirs('dir/deep'); open('dir/deep/f', 'w').close(); open('new', 'w').close(); open('data/state.txt', 'w').write('9')";

        var first = await trials.ScreenAsync("shop.py", "count():\n    return 1", "count():" + soil + "\n    return 3");
        var second = await trials.ScreenAsync("shop.py", "count():\n    return 1", "count():" + soil + "\n    os.remove('shop.py')\n    return 3");
        var third = await trials.ScreenAsync("shop.py", "return 1", "return 2");

        first.Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        second.Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        third.Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    [Fact]
    public async Task Fuel_is_the_same_every_time()
    {
        await using var trials = await TrialBench.OpenAsync(Files);
        await using var again = await TrialBench.OpenAsync(Files);

        var first = await trials.ScreenAsync("shop.py", "found - 1", "found");
        var second = await again.ScreenAsync("shop.py", "found - 1", "found");

        first.Fuel.ShouldBeGreaterThan(0);
        second.Fuel.ShouldBe(first.Fuel);
    }

    [Fact]
    public async Task A_file_that_could_not_be_imported_is_mended()
    {
        await using var trials = await TrialBench.OpenAsync([("shop.py", Shop.Replace("import os", "import osx")), ("tests/test_shop.py", Tests)]);

        var still = await trials.ScreenAsync("shop.py", "import osx", "import osy");
        var half = await trials.ScreenAsync("shop.py", "import osx", "import os");
        var whole = await trials.ScreenAsync("shop.py", Shop.Replace("import os", "import osx"), Shop.Replace("found - 1", "found"));

        still.Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        half.Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        whole.Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }

    [Theory]
    [InlineData("import shop\n")]
    [InlineData("import threading, time\nt = threading.Thread(target=time.sleep, args=(60,), daemon=True)\nt.start()\n")]
    [InlineData("import pytest, tempfile\nopen(tempfile.gettempdir() + '/made', 'w').close()\n")]
    public async Task Whatever_conftest_does_candidates_are_judged(string conftest)
    {
        await using var trials = await TrialBench.OpenAsync([.. Files, ("conftest.py", conftest)]);

        var good = await trials.ScreenAsync("shop.py", "found - 1", "found");
        var bad = await trials.ScreenAsync("shop.py", "found - 1", "found - 3");

        good.Outcome.ShouldBe(ScreeningOutcome.Plausible);
        bad.Outcome.ShouldBe(ScreeningOutcome.StillFailing);
    }

    [Fact]
    public async Task Unittest_goes_through_the_same_server()
    {
        await using var trials = await TrialBench.OpenAsync(
            ("shop.py", Shop),
            ("tests/test_shop.py", "import unittest\nfrom shop import total\nclass T(unittest.TestCase):\n  def test_total(self): self.assertEqual(total([1, 2]), 3)\n  def test_kind(self): self.assertIsInstance(total([1]), int)\n"));

        var good = await trials.ScreenAsync("shop.py", "found - 1", "found");
        var bad = await trials.ScreenAsync("shop.py", "found - 1", "found - 3");
        var breaking = await trials.ScreenAsync("shop.py", "found - 1", "float(found)");

        good.Outcome.ShouldBe(ScreeningOutcome.Plausible);
        bad.Outcome.ShouldBe(ScreeningOutcome.StillFailing);
        breaking.Outcome.ShouldBe(ScreeningOutcome.BreaksPassing);
    }

    [Fact]
    public async Task Patches_that_add_files_are_judged_too()
    {
        await using var trials = await TrialBench.OpenAsync(Files);
        var change = (ChangeFile)trials.Bench.Workspace.Replace("shop.py", "found - 1", "found + extra.NOTHING").Files[0];
        var bytes = File.ReadAllBytes(Path.Join(trials.Bench.Workspace.Root, "shop.py"));
        var both = new ChangeFile(change.Path, change.Before, [new SpanEdit(0, "import os"u8.Length, "import extra"u8.ToArray()), .. change.Edits]);
        var patch = new Patch([both, new AddFile(RepoPath.Parse("extra.py"), "NOTHING = 0\n"u8.ToArray(), (UnixFileMode)420)]);

        var screening = await trials.ScreenAsync(patch);

        bytes.Length.ShouldBeGreaterThan(0);
        screening.Outcome.ShouldBe(ScreeningOutcome.Plausible);
    }
}
