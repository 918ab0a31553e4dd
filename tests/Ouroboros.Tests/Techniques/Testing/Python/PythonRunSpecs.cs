using Ouroboros.Stages.Evidence;
using Ouroboros.Techniques.Testing;
using Ouroboros.Techniques.Testing.Python;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

public sealed class PythonRunSpecs
{
    private static readonly PythonOptions Impatient = new() { Cores = 1, TestTimeout = TimeSpan.FromSeconds(1.5) };

    [Fact]
    public async Task Every_test_gets_a_verdict_under_its_own_name()
    {
        await using var bench = await PythonBench.OpenAsync(
            ("shop.py", "def total(prices):\n    return sum(prices) - 1\n"),
            ("tests/test_shop.py",
                """
                import pytest
                from shop import total
                def test_sum(): assert total([1, 2]) == 3
                @pytest.mark.parametrize("n", [1])
                def test_kind(n): assert total([n, 0]) is not None
                @pytest.mark.xfail
                def test_known(): assert False
                @pytest.fixture
                def broken(): raise RuntimeError("no fixture today")
                def test_fixture(broken): pass
                def test_skipped(): pytest.skip("not now")
                """));

        var run = await bench.RunAsync();

        run.Problem.ShouldBeNull();
        run.Results.Select(r => $"{r.Name} {r.Outcome}").ShouldBe(
        [
            "tests/test_shop.py::test_sum Failed", "tests/test_shop.py::test_kind[1] Passed", "tests/test_shop.py::test_known Skipped",
            "tests/test_shop.py::test_fixture Error", "tests/test_shop.py::test_skipped Skipped",
        ]);
        var failure = run.Results[0].Failure!;
        failure.Exception.ShouldBe("AssertionError");
        failure.Message.ShouldContain("assert 2 == 3");
        failure.Frames.ShouldBe([new CodeFrame("tests/test_shop.py", 3, "test_sum")]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_imported_is_red_under_its_own_name()
    {
        await using var bench = await PythonBench.OpenAsync(
            ("lib.py", "import nowhere_to_be_found\n"),
            ("test_a.py", "import lib\ndef test_a(): pass\n"),
            ("test_b.py", "def test_b(): pass\n"));

        var run = await bench.RunAsync();

        run.Results.Select(r => $"{r.Name} {r.Outcome}").ShouldBe(["test_a.py Error", "test_b.py::test_b Passed"]);
        run.Results[0].Failure!.Exception.ShouldBe("ModuleNotFoundError");
        run.Results[0].Failure!.Frames.ShouldContain(new CodeFrame("lib.py", 1, "<module>"));
    }

    [Fact]
    public async Task What_hangs_or_dies_takes_no_other_test_with_it()
    {
        await using var bench = await PythonBench.OpenAsync(
            Impatient,
            ("test_hostile.py",
                """
                import os, signal, sys, time
                def test_before(): pass
                def test_endless():
                    while True: pass
                def test_segfault(): os.kill(os.getpid(), signal.SIGSEGV)
                def test_leaves(): os._exit(0)
                def test_interrupts(): raise KeyboardInterrupt
                def test_forks():
                    if os.fork() == 0: raise ValueError("a child that comes back")
                def test_asks(): input()
                def test_floods():
                    for _ in range(3000): print("x" * 1000)
                    assert False
                def test_exits(): sys.exit(1)
                def test_after(): pass
                """));

        var run = await bench.RunAsync();

        run.Problem.ShouldBeNull();
        run.Results.Select(r => $"{r.Name.Value.Split("::")[1]} {r.Outcome}").ShouldBe(
        [
            "test_before Passed", "test_endless TimedOut", "test_segfault Crashed", "test_leaves Crashed", "test_interrupts Crashed",
            "test_forks Passed", "test_asks Failed", "test_floods Failed", "test_exits Failed", "test_after Passed",
        ]);
        run.Results[1].Failure!.Frames.ShouldContain(new CodeFrame("test_hostile.py", 4, "test_endless"));
        run.Results[7].Failure!.Output.Length.ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task A_file_that_dies_or_hangs_while_it_is_imported_is_named()
    {
        await using var bench = await PythonBench.OpenAsync(
            ("test_a.py", "import os\nos._exit(3)\n"),
            ("test_b.py", "import sys\nsys.exit(1)\n"),
            ("test_c.py", "def test_c(): pass\n"));

        var run = await bench.RunAsync();

        run.Results.Select(r => $"{r.Name} {r.Outcome}").Order().ShouldBe(["test_a.py Crashed", "test_b.py Error", "test_c.py::test_c Passed"]);
    }

    [Fact]
    public async Task Two_thousand_tests_run_in_shares_and_come_back_in_order()
    {
        var files = Enumerable.Range(0, 10)
            .Select(i => ($"tests/test_{i}.py", "import pytest\n@pytest.mark.parametrize('n', range(200))\ndef test_n(n): assert n >= 0\n"))
            .ToArray();
        await using var bench = await PythonBench.OpenAsync(files);

        var run = await bench.RunAsync();

        run.Problem.ShouldBeNull();
        run.Results.Count.ShouldBe(2000);
        run.Results.ShouldAllBe(r => r.Outcome == TestOutcome.Passed);
        run.Results.Select(r => r.Name).Distinct().Count().ShouldBe(2000);
    }

    [Fact]
    public async Task Unittest_names_can_be_selected_again()
    {
        await using var bench = await PythonBench.OpenAsync(
            ("calc.py", "def add(a, b):\n    return a - b\n"),
            ("tests/test_calc.py",
                """
                import unittest
                import calc
                class Adding(unittest.TestCase):
                    def test_add(self): self.assertEqual(calc.add(1, 2), 3)
                    def test_zero(self): self.assertEqual(calc.add(0, 0), 0)
                    def test_parts(self):
                        for n in (0, 1):
                            with self.subTest(n=n): self.assertEqual(calc.add(n, n), n + n)
                class NeverSetUp(unittest.TestCase):
                    @classmethod
                    def setUpClass(cls): raise RuntimeError("nothing to stand on")
                    def test_one(self): pass
                """),
            ("tests/test_bad.py", "import unittest, nowhere_to_be_found\n"));

        var run = await bench.RunAsync();
        var again = await bench.RunAsync("tests/test_calc.py::Adding::test_add", "tests/test_bad.py");

        bench.Bed.Description.ShouldStartWith("unittest on Python 3.");
        run.Results.Select(r => $"{r.Name} {r.Outcome}").Order().ShouldBe(
        [
            "tests/test_bad.py Error", "tests/test_calc.py::Adding::test_add Failed", "tests/test_calc.py::Adding::test_parts Failed",
            "tests/test_calc.py::Adding::test_zero Passed", "tests/test_calc.py::NeverSetUp::test_one Error",
        ]);
        again.Results.Select(r => $"{r.Name} {r.Outcome}").Order().ShouldBe(["tests/test_bad.py Error", "tests/test_calc.py::Adding::test_add Failed"]);
    }

    [Fact]
    public async Task A_patch_is_tried_in_a_copy_and_the_workspace_stays_as_it_is()
    {
        await using var bench = await PythonBench.OpenAsync(
            ("src/calc.py", "def add(a, b):\n    open('left-behind', 'w').close()\n    return a - b\n"),
            ("tests/test_calc.py", "from calc import add\ndef test_add(): assert add(1, 2) == 3\n"));

        var before = await bench.RunAsync();
        var after = await bench.Bed.RunAsync(null, bench.Workspace.Replace("src/calc.py", "a - b", "a + b"), CancellationToken.None);

        before.IsGreen.ShouldBeFalse();
        after.IsGreen.ShouldBeTrue();
        Directory.GetFiles(bench.Workspace.Root, "*", SearchOption.AllDirectories).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("true && sh -c 'exit 0'", TestOutcome.Passed)]
    [InlineData("true; false", TestOutcome.Failed)]
    public async Task A_row_of_commands_is_run_by_a_shell(string command, TestOutcome outcome)
    {
        await using var bench = await PythonBench.OpenAsync(new PythonOptions { TestCommand = command }, ("a.py", "pass\n"));

        (await bench.RunAsync()).Results.ShouldHaveSingleItem().Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task Another_command_is_one_test_judged_by_its_exit_code()
    {
        await using var bench = await PythonBench.OpenAsync(
            new PythonOptions { TestCommand = "/bin/sh -c 'echo seen; exit 3'" }, ("a.py", "pass\n"));

        var run = await bench.RunAsync();

        var only = run.Results.ShouldHaveSingleItem();
        only.Outcome.ShouldBe(TestOutcome.Failed);
        only.Failure!.Output.ShouldContain("seen");
    }

    [Fact]
    public async Task A_configuration_that_stops_pytest_is_told_as_the_problem()
    {
        await using var bench = await PythonBench.OpenAsync(("pytest.ini", "[pytest]\naddopts = --no-such-option\n"), ("test_a.py", "def test_a(): pass\n"));

        var run = await bench.RunAsync();

        run.IsGreen.ShouldBeFalse();
        run.Problem.ShouldNotBeNull().ShouldContain("--no-such-option");
    }

    [Fact]
    public async Task A_suite_without_tests_says_so()
    {
        await using var bench = await PythonBench.OpenAsync(("test_a.py", "import pytest\n"));

        var run = await bench.RunAsync();

        run.IsGreen.ShouldBeFalse();
        run.Problem.ShouldNotBeNull().ShouldContain("found no tests");
    }

    [Fact]
    public async Task Flaky_tests_are_reported_and_kept_out_of_the_goal()
    {
        await using var bench = await PythonBench.OpenAsync(
            ("test_a.py",
                """
                STATE = []
                def test_soils(): STATE.append(1)
                def test_where_others_ran_before(): assert not STATE
                def test_always(): assert False
                def test_network(): raise ConnectionRefusedError("no")
                """));

        var triaged = await SuiteTriage.TriageAsync(bench.Bed, await bench.RunAsync(), CancellationToken.None);

        triaged.Failing.Select(r => r.Name.Value).ShouldBe(["test_a.py::test_always"]);
        triaged.Flaky.Tests.Select(f => f.Name.Value).ShouldBe(["test_a.py::test_where_others_ran_before"]);
        triaged.Unreachable.Select(r => r.Name.Value).ShouldBe(["test_a.py::test_network"]);
    }
}
