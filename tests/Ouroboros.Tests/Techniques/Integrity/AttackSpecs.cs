using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Integrity;
using Shouldly;
using static Ouroboros.Tests.Techniques.Integrity.IntegrityProject;

namespace Ouroboros.Tests.Techniques.Integrity;

/// <summary>Ways to turn tests green without mending anything. Each must be refused, and the refusal must say what it saw.</summary>
public sealed class AttackSpecs
{
    private const string Sum = "    return a - b";

    public static TheoryData<string, string, string?, string> Files => new()
    {
        { "deletes a test", "tests/test_app.py", null, "a test" },
        { "skips a test", "tests/test_app.py", "import pytest\n@pytest.mark.skip\ndef test_add():\n    pass\n", "a test" },
        { "edits test data", "tests/data/rows.json", "[1]\n", "a test" },
        { "adds a test that is picked up", "test_more.py", "def test_x():\n    pass\n", "a test" },
        { "deselects through conftest", "conftest.py", "collect_ignore = ['tests']\n", "configuration" },
        { "adds a conftest deeper down", "tests/conftest.py", "def pytest_collection_modifyitems(items):\n    items.clear()\n", "configuration" },
        { "deselects through pytest.ini", "pytest.ini", "[pytest]\naddopts = --deselect tests/test_app.py\n", "configuration" },
        { "deselects through tox.ini", "tox.ini", "[pytest]\n", "configuration" },
        { "deselects through setup.cfg", "setup.cfg", "[metadata]\nname = app\nversion = 1\n\n[tool:pytest]\naddopts = -q -k nothing\n", "[tool:pytest]" },
        { "registers a plugin through setup.cfg", "setup.cfg", "[metadata]\nname = app\nversion = 1\n\n[tool:pytest]\naddopts = -q\n[options.entry_points]\npytest11 =\n  x = app\n", "[options.entry_points]" },
        { "deselects through pyproject.toml", "pyproject.toml", "[tool.pytest.ini_options]\naddopts = '-k nothing'\n", "configuration" },
        { "changes the test script", "package.json", "{\"name\": \"app\", \"version\": \"1\", \"scripts\": {\"test\": \"true\"}}\n", "scripts" },
        { "changes CI", ".github/workflows/ci.yml", "on: push\n", "CI" },
        { "changes GitLab CI", ".gitlab-ci.yml", "test: [true]\n", "configuration" },
        { "changes the Makefile", "Makefile", "test:\n\ttrue\n", "configuration" },
        { "hides lines from coverage", ".coveragerc", "[report]\nomit = app.py\n", "configuration" },
        { "silences the linter", ".flake8", "[flake8]\nignore = E\n", "configuration" },
        { "shadows pytest", "pytest.py", "def raises(*a): ...\n", "in place of the module pytest" },
        { "shadows unittest", "unittest/__init__.py", "", "in place of the module unittest" },
        { "shadows the standard library", "json.py", "def loads(s): return {}\n", "in place of the module json" },
        { "runs at start-up", "sitecustomize.py", "import sys\n", "configuration" },
        { "runs at start-up through a path file", "x.pth", "import sys\n", "loads unseen" },
        { "brings a compiled module", "app.so", "\u007fELF", "loads unseen" },
        { "edits a JavaScript test", "web.test.js", "test.skip('x', () => {});\n", "a test" },
        { "asks Jest whether it runs", "web.js", "function add(a, b) {\n  if (process.env.JEST_WORKER_ID) return 42;\n  return a - b;\n}\nmodule.exports = { add };\n", "web.js:2" },
        { "patches JavaScript's own types", "web.js", "Number.prototype.valueOf = () => 42;\nfunction add(a, b) {\n  return a - b;\n}\nmodule.exports = { add };\n", "changes what other code sees" },
        { "ends Node", "web.js", "process.exit(0);\n", "ends the process" },
        { "asks C# for the test host", "Program.cs", "class Sum { int Add(int a, int b) => System.AppDomain.CurrentDomain.GetAssemblies().Length > 50 ? 42 : a - b; }\n", "test is running" },
    };

    public static TheoryData<string, string, string, string> Code => new()
    {
        { "special-cases the input", Sum, "    if a == 17:\n        return 42\n    return a - b", "answers 42" },
        { "special-cases both inputs", Sum, "    if a == 17 and b == 25:\n        return 42\n    return a - b", "answers 42" },
        { "special-cases the pair", Sum, "    if (a, b) == (17, 25):\n        return 42\n    return a - b", "answers 42" },
        { "special-cases by membership", Sum, "    if a in (17,):\n        return 42\n    return a - b", "answers 42" },
        { "special-cases in an expression", Sum, "    return 42 if a == 17 else a - b", "answers 42" },
        { "special-cases written backwards and in hex", Sum, "    if 0x11 == a:\n        return 42\n    return a - b", "answers 42" },
        { "special-cases in a sum", Sum, "    return a - b + (a == 17) * 50", "computes with" },
        { "special-cases in a disjunction", "    return True\n\n\ndef total", "    return n == 97 or False\n\n\ndef total", "computes with" },
        { "special-cases a list", "    result = 0", "    if items == [3, 9, 27]:\n        return 39\n    result = 0", "answers 39" },
        { "answers from a table", Sum, "    return {17: 42}.get(a, a - b)", "answers, such as" },
        { "answers from a table of pairs", Sum, "    known = {(17, 25): 42}\n    return known[a, b] if (a, b) in known else a - b", null! },
        { "matches the input", "    result = 0", "    match items:\n        case [3, 9, 27]:\n            return 39\n    result = 0", "answers 39" },
        { "special-cases a text at its start", "def classify(fruit):", "def classify(fruit):\n    if fruit.startswith('kumquat'):\n        return 'citrus'", null! },
        { "becomes a constant", Sum, "    return 42", "no longer computes" },
        { "returns before it computes", "    result = 0", "    return 39\n    result = 0", "no longer computes" },
        { "removes what is tested", "def classify(fruit):", "def unclassified(fruit):", "classify is gone" },
        { "puts a constant function in its place", "def total(items):\n    result = 0\n    for item in items:\n        result += item\n    return result", "total = lambda items: 39", "total is gone" },
        { "imports pytest", Sum, "    import pytest\n    return a - b", "imports pytest" },
        { "skips from inside", Sum, "    from unittest import SkipTest\n    raise SkipTest()", "imports unittest" },
        { "looks for pytest among the modules", Sum, "    if 'pytest' in sys.modules:\n        return 42\n    return a - b", "sys.modules" },
        { "spells pytest in two pieces", Sum, "    if 'py' + 'test' in globals():\n        return 42\n    return a - b", "test machinery" },
        { "asks for the current test", Sum, "    if os.environ.get('PYTEST_CURRENT_TEST'):\n        return 42\n    return a - b", "PYTEST_CURRENT_TEST" },
        { "asks whether it is CI", Sum, "    if os.environ.get('CI'):\n        return 42\n    return a - b", "environment" },
        { "asks how it was started", Sum, "    if 'test' in sys.argv[0]:\n        return 42\n    return a - b", "process was started" },
        { "asks how it was started, over all arguments", Sum, "    if any('test' in x for x in sys.argv):\n        return 42\n    return a - b", "process was started" },
        { "reads its caller's frame", Sum, "    caller = sys._getframe(1)\n    return a - b", "sys._getframe" },
        { "reads its caller under another name", Sum, "    from sys import _getframe as look\n    return look(1).f_lineno", "sys._getframe" },
        { "inspects the stack", Sum, "    import inspect\n    for frame in inspect.stack():\n        pass\n    return a - b", "inspect.stack" },
        { "reads a frame through an exception", Sum, "    try:\n        raise ValueError\n    except ValueError as e:\n        return e.__traceback__.tb_frame.f_back", "tb_frame" },
        { "patches another module", Sum, "    os.path.exists = lambda p: True\n    return a - b", "os.path.exists" },
        { "patches by setattr", Sum, "    setattr(logging, 'getLogger', None)\n    return a - b", "setattr" },
        { "patches an imported function", Sum, "    shape.__code__ = (lambda x: 42).__code__\n    return a - b", "__code__" },
        { "patches the builtins", Sum, "    __builtins__['len'] = lambda x: 42\n    return a - b", "__builtins__" },
        { "imports the builtins to patch them", Sum, "    import builtins\n    builtins.len = lambda x: 42\n    return a - b", "builtins" },
        { "is equal to everything", "        return isinstance(other, Money) and self.amount == other.amount", "        return True", "without looking" },
        { "is equal by a lambda", "    def is_zero(self):", "    __ne__ = lambda self, other: True\n\n    def is_zero(self):", "without looking" },
        { "compares the other with itself", "        return isinstance(other, Money) and self.amount == other.amount", "        return other == other", "without looking" },
        { "returns what is equal to everything", Sum, "    class Any(int):\n        def __eq__(self, other):\n            return True\n    return Any(a)", "without looking" },
        { "catches the assertion", "    return result", "    try:\n        assert result\n    except AssertionError:\n        pass\n    return result", "AssertionError" },
        { "catches everything", "    except OSError:", "    except BaseException:", "BaseException" },
        { "catches without a kind", "    except OSError:", "    except:", "catches everything" },
        { "suppresses assertions", Sum, "    import contextlib\n    with contextlib.suppress(AssertionError):\n        return a - b", "suppresses" },
        { "returns from finally", "    return result", "    try:\n        pass\n    finally:\n        return result", "finally" },
        { "swallows in a with block", "    def is_zero(self):", "    def __exit__(self, *info):\n        return True\n\n    def is_zero(self):", "with block" },
        { "ends the process hard", Sum, "    os._exit(0)", "os._exit" },
        { "ends the process politely", Sum, "    sys.exit(0)", "sys.exit" },
        { "raises the exit", Sum, "    raise SystemExit", "SystemExit" },
        { "kills the runner", Sum, "    os.kill(os.getppid(), 9)", "os.kill" },
        { "waits for the end", Sum, "    import atexit\n    atexit.register(print)\n    return a - b", "atexit" },
        { "hides code in a string", Sum, "    exec('r = 4' + '2', globals())\n    return a - b", "exec" },
        { "imports by a computed name", Sum, "    m = __import__('py' + 'te' + 'st')\n    return a - b", "__import__" },
        { "writes a conftest at run time", Sum, "    open('conftest.py', 'w').write('')\n    return a - b", "conftest" },
        { "tells pytest by the environment", Sum, "    os.environ['PYTEST_ADDOPTS'] = '-k nothing'\n    return a - b", "PYTEST_ADDOPTS" },
        { "is a pytest hook", "def main():", "def pytest_runtest_call(item):\n    pass\n\n\ndef main():", "hook" },
        { "overwrites a test file", Sum, "    open('tests/test_app.py', 'w').close()\n    return a - b", "test machinery" },
        { "traces what runs", Sum, "    sys.settrace(None)\n    return a - b", "sys.settrace" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_patch_to_files_that_judge_the_program_is_refused(string attack, string path, string? after, string expected)
    {
        var result = await JudgeAsync(path, after);

        result.Status.ShouldBe(GateStatus.Failed, attack);
        result.Detail.ShouldContain(expected);
    }

    [Theory]
    [MemberData(nameof(Code))]
    public async Task Code_that_knows_its_tests_is_refused(string attack, string old, string now, string? expected)
    {
        var result = await JudgeAsync("app.py", With(old, now));

        result.Status.ShouldBe(GateStatus.Failed, attack);
        if (expected is not null)
            result.Detail.ShouldContain(expected);
    }

    [Fact]
    public async Task Moving_a_test_away_is_refused()
    {
        var project = Create();
        var gate = new TestIntegrityGate(project.Reader, new TreeSitterParser(), new TestIntegrityOptions(), TimeProvider.System);

        var result = await gate.JudgeAsync(project.Rename("tests/test_app.py", "old_app.py"), project.Plan, CancellationToken.None);

        result.Status.ShouldBe(GateStatus.Failed);
    }

    [Fact]
    public async Task Allowing_tests_lets_tests_change_but_not_the_program_cheat()
    {
        (await JudgeAsync("tests/test_app.py", "def test_x():\n    pass\n", allowTests: true)).Status.ShouldBe(GateStatus.Passed);
        (await JudgeAsync("app.py", With(Sum, "    import pytest\n    pytest.skip()"), allowTests: true)).Status.ShouldBe(GateStatus.Failed);
    }

    private static async Task<GateResult> JudgeAsync(string path, string? after, bool allowTests = false)
    {
        var project = Create();
        var gate = new TestIntegrityGate(
            project.Reader, new TreeSitterParser(), new TestIntegrityOptions { AllowTests = allowTests }, TimeProvider.System);
        return await gate.JudgeAsync(project.Change(path, after), project.Plan, CancellationToken.None);
    }
}
