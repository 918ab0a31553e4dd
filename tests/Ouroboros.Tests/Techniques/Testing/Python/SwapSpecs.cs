using Shouldly;

namespace Ouroboros.Tests.Techniques.Testing.Python;

/// <summary>Programs in which an edited function is more than its code: the fork server must see what a fresh process sees.</summary>
public sealed class SwapSpecs
{
    private static readonly (string Path, string Text)[] Files =
    [
        ("odd/__init__.py", ""),
        ("odd/things.py",
            """"
            from __future__ import annotations

            import functools
            import inspect


            def early(x):
                return x + 1


            TABLE = [early(i) for i in range(3)]


            def loud(function):
                @functools.wraps(function)
                def wrapper(*args):
                    return function(*args) * 1
                return wrapper


            @loud
            def wrapped(x):
                return x * 2


            @functools.lru_cache(maxsize=None)
            def cached(x):
                return x * 3


            def maker(n):
                def made(x):
                    return x + n
                return made


            add_five = maker(5)


            class Base:
                def name(self):
                    return "base"


            class Odd(Base):
                """An odd one."""

                limit = 3

                def __init__(self, x=2, *, y: "int" = 4):
                    self.__x = x
                    self.y = y

                def name(self):
                    """Its name."""
                    return super().name() + "!"

                @property
                def double(self):
                    return self.__x * 2

                @staticmethod
                def plain(x): return x - 1

                @classmethod
                def known(cls):
                    return cls.limit + 1

                class Inner:
                    def deep(self):
                        return 7


            if True:
                def conditional(x):
                    return x or 1


            def numbers(n):
                for i in range(n):
                    yield i * 2


            async def later(x):
                return x + 10


            def documented():
                """Says hello."""
                return documented.__doc__


            def named(x, sep="-"):
                return sep.join(str(i) for i in range(x))


            def last(x):
                return [i for i in (lambda y: range(y))(x)]
            """"),
        ("odd/lazy.py", "def value():\n    return 40 + 2\n"),
        ("odd/latin.py", "# -*- coding: latin-1 -*-\ndef word():\n    return 'x'\n"),
        ("tests/conftest.py", "import pytest\n\n\n@pytest.fixture\ndef five():\n    return 5\n"),
        ("tests/test_odd.py",
            """
            import asyncio
            import inspect
            import subprocess
            import sys

            import pytest
            from odd import latin, things


            def test_broken(): assert things.Odd().double == 5
            def test_table(): assert things.TABLE == [1, 2, 3] and things.early(4) == 5
            def test_wrapped(): assert things.wrapped(2) == 4
            def test_cached(): assert things.cached(2) == 6 and things.cached(2) == 6
            def test_closure(five): assert things.add_five(1) == 6 and things.maker(1)(2) == 3
            def test_super(): assert things.Odd().name() == "base!"
            def test_private(): assert things.Odd().double in (4, 5)
            def test_defaults(): assert things.Odd().y == 4
            def test_static(): assert things.Odd.plain(3) == 2
            def test_class(): assert things.Odd.known() == 4
            def test_inner(): assert things.Odd.Inner().deep() == 7
            def test_conditional(): assert things.conditional(0) == 1
            def test_generator(): assert list(things.numbers(3)) == [0, 2, 4]
            def test_async(): assert asyncio.run(things.later(1)) == 11
            def test_documentation(): assert things.documented() == "Says hello."
            def test_annotation(): assert things.Odd.__init__.__annotations__ == {"y": "'int'"}
            def test_source(): assert "super" in inspect.getsource(things.Odd.name)
            def test_named(): assert things.named(3) == "0-1-2"
            def test_last(): assert things.last(2) == [0, 1]
            def test_latin(): assert latin.word() == "x"

            @pytest.mark.parametrize("x", [things.conditional(2)])
            def test_collected(x): assert x == 2

            def test_lazy():
                from odd.lazy import value
                assert value() == 42

            def test_process():
                assert subprocess.run([sys.executable, "-c", "from odd.things import early; print(early(1))"], capture_output=True, text=True).stdout == "2\\n"
            """),
    ];

    public static TheoryData<string, string, string> Edits => new()
    {
        { "odd/things.py", "return x + 1", "return x + 2" },
        { "odd/things.py", "function(*args) * 1", "function(*args) * 2" },
        { "odd/things.py", "return x * 2", "return x * 3" },
        { "odd/things.py", "return x * 3", "return x * 4" },
        { "odd/things.py", "return x + n", "return x - n" },
        { "odd/things.py", "return x + n", "return x" },
        { "odd/things.py", "return \"base\"", "return \"case\"" },
        { "odd/things.py", "super().name() + \"!\"", "\"base!\"" },
        { "odd/things.py", "super().name() + \"!\"", "super().name()" },
        { "odd/things.py", "x=2, *", "x=2.5, *" },
        { "odd/things.py", "y: \"int\" = 4", "y: \"int\" = 5" },
        { "odd/things.py", "self.__x = x", "self.__x = x + 0.5" },
        { "odd/things.py", "return self.__x * 2", "return self.__x * 2 + 1" },
        { "odd/things.py", "@property\n    def double", "def double" },
        { "odd/things.py", "return x - 1", "return x - 2" },
        { "odd/things.py", "limit = 3", "limit = 4" },
        { "odd/things.py", "cls.limit + 1", "cls.limit + 2" },
        { "odd/things.py", "return 7", "return 8" },
        { "odd/things.py", "return x or 1", "return x or 2" },
        { "odd/things.py", "return x or 1", "return x and 1" },
        { "odd/things.py", "yield i * 2", "yield i" },
        { "odd/things.py", "        yield i * 2", "        return i" },
        { "odd/things.py", "return x + 10", "return x" },
        { "odd/things.py", "Says hello.", "Says nothing." },
        { "odd/things.py", "return documented.__doc__", "return None" },
        { "odd/things.py", "sep=\"-\"", "sep=\"+\"" },
        { "odd/things.py", "str(i) for i", "str(i + 1) for i" },
        { "odd/things.py", "lambda y: range(y)", "lambda y: range(y + 1)" },
        { "odd/things.py", "(lambda y: range(y))(x)]", "(lambda y: range(y))(x)]\n\n\nTABLE.append(0)" },
        { "odd/things.py", "    def deep(self):", "    def deep(self):\n            self.n = 1" },
        { "odd/things.py", "return x or 1", "return x or 1\n\n\nearly = None" },
        { "odd/things.py", "return x or 1", "return (x or 1" },
        { "odd/lazy.py", "40 + 2", "40 - 2" },
        { "odd/latin.py", "'x'", "'\u00e9'" },
        { "tests/conftest.py", "return 5", "return 6" },
    };

    [Fact]
    public async Task An_edit_is_seen_as_a_fresh_process_sees_it()
    {
        await using var trials = await TrialBench.OpenAsync(Files, null, seats: 2);
        var lies = new List<string>();
        foreach (var row in Edits)
        {
            var (path, old, with) = row.Data;
            if (await Truth.LieAsync(trials, trials.Bench.Workspace.Replace(path, old, with), TestContext.Current.CancellationToken) is { } lie)
                lies.Add(lie);
        }

        lies.ShouldBeEmpty();
        trials.Brief.Failing.Select(n => n.Value).ShouldContain("tests/test_odd.py::test_broken");
        trials.Brief.Guarding.Count.ShouldBeGreaterThan(18);
    }
}
