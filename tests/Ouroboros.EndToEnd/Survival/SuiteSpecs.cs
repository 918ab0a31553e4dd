using Ouroboros.EndToEnd.BrokenRepos;

namespace Ouroboros.EndToEnd.Survival;

/// <summary>Test suites that behave badly.</summary>
public sealed class SuiteSpecs
{
    [Fact]
    public void A_test_that_hangs_for_ever_is_named_and_ends()
    {
        using var workshop = With("""
            import threading


            def test_waits_for_godot():
                threading.Event().wait()
            """);
        workshop.Environment["TEST_TIMEOUT"] = "3";

        // What it does not hold up may be mended; that is for a person to take.
        workshop.Repair("--time-limit", "25").ShouldEndWith(1, 2, 3).ShouldMention("test_waits_for_godot");

        Leftovers.Mentioning(workshop.Root).ShouldBeEmpty();
    }

    [Fact]
    public void Daemons_that_a_test_leaves_behind_are_ended()
    {
        using var workshop = With("""
            import os
            import subprocess
            import sys


            def test_starts_a_daemon():
                if os.fork() == 0:
                    os.setsid()
                    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)", "left-behind-MARK"])
                    os._exit(0)
                os.wait()
            """);
        var mark = Path.GetFileName(workshop.Ground);
        workshop["test_other.py"] = workshop["test_other.py"].Replace("MARK", mark, StringComparison.Ordinal);

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
        Leftovers.Mentioning("left-behind-" + mark).ShouldBeEmpty();
    }

    [Fact]
    public void A_test_that_floods_its_output_is_no_obstacle()
    {
        using var workshop = With("""
            import sys


            def test_talks_a_lot(capfd):
                with capfd.disabled():
                    for _ in range(3000):
                        sys.stdout.write("x" * 10000 + chr(10))
                        sys.stderr.write("y" * 10000 + chr(10))
            """);

        var outcome = workshop.Repair().ShouldEndWith(0);

        outcome.Everything.Length.ShouldBeLessThan(100_000);
        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
    }

    [Fact]
    public void A_test_that_needs_the_network_is_named()
    {
        using var workshop = With("""
            import socket


            def test_calls_home():
                socket.create_connection(("192.0.2.1", 80), timeout=2).close()
            """);
        workshop.Write("prices.py", new Orders().Source('+'));
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(1, 2).ShouldMention("test_calls_home", "network");

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void Two_thousand_tests_are_no_obstacle()
    {
        using var workshop = With("""
            import pytest

            from prices import total


            @pytest.mark.parametrize("count", range(2000))
            def test_one_of_many(count):
                assert total([1] * count, 0) == count
            """);

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
    }

    [Fact]
    public void A_project_without_tests_is_told_what_to_do()
    {
        using var workshop = new Workshop();
        workshop.Write("prices.py", new Orders().Source('-'));

        workshop.Repair().ShouldEndWith(1).ShouldMention("no tests", "--test");
    }

    [Fact]
    public void An_empty_folder_is_told_what_to_do()
    {
        using var workshop = new Workshop();

        workshop.Repair().ShouldEndWith(1).ShouldMention("--test");
    }

    [Fact]
    public void A_missing_package_is_named_with_the_file_that_wants_it()
    {
        using var workshop = With("""
            import a_package_nobody_has


            def test_imports():
                assert a_package_nobody_has
            """);
        workshop.Write("prices.py", new Orders().Source('+'));
        var before = workshop.Photograph();

        workshop.Repair().ShouldEndWith(1, 69).ShouldMention("a_package_nobody_has", "test_other.py");

        workshop.Photograph().ShouldBe(before);
    }

    [Fact]
    public void A_project_that_does_not_parse_is_named_with_the_line()
    {
        using var workshop = Orders.InWorkshop();
        workshop["prices.py"] = "def total(prices, shipping:\n    return 1\n";

        workshop.Repair().ShouldEndWith(1, 2).ShouldMention("prices.py");
    }

    [Fact]
    public void A_flaky_test_is_reported_and_the_real_bug_repaired()
    {
        using var workshop = With("""
            ran = []


            def test_soils():
                ran.append(1)


            def test_passes_only_alone():
                assert not ran
            """);
        var flaky = workshop.Bytes("test_other.py");

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
        workshop.Bytes("test_other.py").ShouldBe(flaky);
    }

    [Fact]
    public void An_ordinary_user_survives_a_bad_suite_as_well()
    {
        using var workshop = With("""
            import os
            import sys


            def test_forks_and_floods():
                for _ in range(20):
                    if os.fork() == 0:
                        os.write(1, b"x" * 100000)
                        os._exit(0)
                for _ in range(20):
                    os.wait()
            """).BecomeOrdinary();

        workshop.Repair().ShouldEndWith(0);

        workshop.Bytes("prices.py").ShouldBe(new Orders().Source('+'));
    }

    private static Workshop With(string tests)
    {
        var workshop = Orders.InWorkshop();
        workshop["test_other.py"] = tests + "\n";
        return workshop;
    }
}
