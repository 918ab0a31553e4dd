using System.Text;
using Ouroboros.Runs;
using Ouroboros.Stages.Build;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Semantics;
using Ouroboros.Tests.Fakes;
using Ouroboros.Workspaces;
using Shouldly;

namespace Ouroboros.Tests.Techniques.Semantics;

public sealed class SemanticGateSpecs
{
    private const string Python = "/usr/bin/python3";

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "a misspelt name", "def f(total):\n    return total\n", "def f(total):\n    return totl\n", "app.py:2: the name 'totl'" },
        { "the only binding deleted", "def f():\n    x = 1\n    return x\n", "def f():\n    return x\n", "'x'" },
        { "an import deleted that is used", "import os\ndef f():\n    return os.sep\n", "def f():\n    return os.sep\n", "'os'" },
        { "a comprehension variable used outside", "def f(xs):\n    return [y for y in xs]\n", "def f(xs):\n    [y for y in xs]\n    return y\n", "'y'" },
        { "a class attribute used bare in a method", "class A:\n    n = 1\n    def f(self):\n        return self.n\n", "class A:\n    n = 1\n    def f(self):\n        return n\n", "'n'" },
        { "a missing name of a project module", "from helpers import area\n", "from helpers import aera\n", "'helpers' has no name 'aera'" },
        { "a missing relative module", "x = 1\n", "def f():\n    from pkg.nothing import a\n", "no module 'pkg.nothing'" },
        { "return outside a function", "def f():\n    return 1\n", "return 1\n", "does not compile" },
        { "break outside a loop", "for i in []:\n    break\n", "break\n", "does not compile" },
        { "a keyword repeated", "def f(a, b):\n    pass\nf(a=1, b=2)\n", "def f(a, b):\n    pass\nf(a=1, a=2)\n", "does not compile" },
        { "nonlocal without a binding", "def f():\n    x = 1\n", "def f():\n    nonlocal x\n    x = 1\n", "does not compile" },
        { "a decorator that is not there", "def f():\n    pass\n", "@cached\ndef f():\n    pass\n", "'cached'" },
        { "a default that is not there", "def f(a=1):\n    pass\n", "def f(a=limit):\n    pass\n", "'limit'" },
    };

    public static TheoryData<string, string, string> Sound => new()
    {
        { "a builtin", "def f(x):\n    return x\n", "def f(x):\n    return max(x, len(str(x)))\n" },
        { "a global set by a function", "def f():\n    global g\n    g = 1\n", "def f():\n    global g\n    g = 1\ndef h():\n    return g\n" },
        { "a name bound in one branch", "import sys\n", "import sys\nif sys.argv:\n    a = 1\nprint(a)\n" },
        { "a name that is expected to be missing", "x = 1\n", "try:\n    text = unicode\nexcept NameError:\n    text = str\n" },
        { "an import that is expected to be missing", "x = 1\n", "try:\n    from helpers import fast_area\nexcept ImportError:\n    fast_area = None\n" },
        { "an exception's name", "x = 1\n", "def f():\n    try:\n        pass\n    except ValueError as e:\n        return e\n" },
        { "a walrus", "def f(x):\n    return x\n", "def f(x):\n    if (n := x) > 1:\n        return n\n" },
        { "a class that reads its own names", "class A:\n    n = 1\n", "class A:\n    n = 1\n    m = n + 1\n    l = [m for m in (n, 2)]\n    def f(self):\n        return __class__\n" },
        { "a nested function's nonlocal", "def f():\n    x = 1\n", "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x += 1\n        return x\n    return g\n" },
        { "an annotation in a string", "def f(x):\n    return x\n", "def f(x: 'Nothing') -> 'Neither':\n    return x\n" },
        { "an annotation of a local variable", "def f(x):\n    return x\n", "def f(x):\n    y: Unread = x\n    return y\n" },
        { "postponed annotations", "from __future__ import annotations\ndef f(x):\n    return x\n", "from __future__ import annotations\ndef f(x: Later):\n    return x\n" },
        { "a star import", "from os.path import *\n", "from os.path import *\nprint(join('a', nothing))\n" },
        { "a name that was missing before", "def f():\n    return lost\n", "def f():\n    # why?\n    return lost\n" },
        { "another package's module", "x = 1\n", "import numpy.linalg\nfrom requests import nothing_known\n" },
        { "a project module and its names", "x = 1\n", "import helpers\nfrom helpers import area, PI\nfrom pkg import inner\nfrom pkg.inner import deep\n" },
        { "a module that decides at run time", "x = 1\n", "from dynamic import anything\n" },
        { "globals", "x = 1\n", "globals()['y'] = 2\nprint(y)\n" },
        { "a file that did not compile before", "def f(:\n", "def f():\n    return lost\n" },
        { "the type checker's imports", "x = 1\n", "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from helpers import Shape\n" },
        { "a lambda and its defaults", "x = 1\n", "x = 1\nf = lambda a, *b, c=x, **d: (a, b, c, d)\n" },
        { "a match statement", "x = 1\n", "def f(p):\n    match p:\n        case {'k': v, **rest}:\n            return v, rest\n        case [a, *b] as whole:\n            return a, b, whole\n" },
        { "a byte order mark and a declared encoding", "\uFEFF# coding: utf-8\nx = 'é'\n", "\uFEFF# coding: utf-8\nx = 'é'\nprint(x)\n" },
        { "del and use again", "x = 1\n", "def f():\n    x = 1\n    del x\n    x = 2\n    return x\n" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_new_fault_is_refused_with_its_place(string fault, string before, string after, string expected)
    {
        var result = await JudgeAsync(before, after);

        result.Status.ShouldBe(GateStatus.Failed, fault);
        result.Detail.ShouldContain(expected);
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public async Task Sound_code_passes(string what, string before, string after)
    {
        var result = await JudgeAsync(before, after);

        result.Status.ShouldBe(GateStatus.Passed, $"{what}: {result.Detail}");
    }

    [Fact]
    public async Task Removing_a_name_that_another_file_imports_is_refused()
    {
        var result = await JudgeAsync("def area(r):\n    return r\nPI = 3\n", "def surface(r):\n    return r\nPI = 3\n", "helpers.py");

        result.Status.ShouldBe(GateStatus.Failed);
        result.Detail.ShouldContain("user.py:1: 'helpers' has no name 'area'");
    }

    [Fact]
    public async Task Another_language_and_no_interpreter_are_skipped_with_the_reason()
    {
        (await JudgeAsync("a", "b", "app.js")).Detail.ShouldContain("only Python");
        (await JudgeAsync("a = 1\n", "a = 2\n", "app.py", null)).Detail.ShouldContain("no check of meaning");
        var gone = await JudgeAsync("a = 1\n", "a = 2\n", "app.py", "/nowhere/python");
        gone.Status.ShouldBe(GateStatus.Skipped);
        gone.Detail.ShouldContain("could not be started");
    }

    private static Task<GateResult> JudgeAsync(string before, string after, string path = "app.py") => JudgeAsync(before, after, path, Python);

    private static async Task<GateResult> JudgeAsync(string before, string after, string path, string? interpreter)
    {
        var project = new PatchedProject(new Dictionary<string, string>
        {
            ["helpers.py"] = "PI = 3\ndef area(r):\n    return PI * r * r\n",
            ["user.py"] = "from helpers import area\n",
            ["dynamic.py"] = "def __getattr__(name):\n    return name\n",
            ["pkg/__init__.py"] = "",
            ["pkg/inner.py"] = "deep = 1\n",
            [path] = before,
        });
        var gate = new SemanticGate(
            project.Reader, _ => interpreter is null ? null : new PythonSemantics(project.Reader, new PlainRunner(), interpreter, []), TimeProvider.System);
        return await gate.JudgeAsync(project.Change(path, after), project.Plan, CancellationToken.None);
    }
}
