using Ouroboros.Adapters.TreeSitter;
using Ouroboros.Stages.Validate;
using Ouroboros.Techniques.Integrity;
using Shouldly;
using static Ouroboros.Tests.Techniques.Integrity.IntegrityProject;

namespace Ouroboros.Tests.Techniques.Integrity;

/// <summary>Repairs as people and searches make them. None may be refused: a gate that cries wolf is switched off.</summary>
public sealed class HonestPatchSpecs
{
    private const string Sum = "    return a - b";

    public static TheoryData<string, string, string> Code => new()
    {
        { "another operator", Sum, "    return a + b" },
        { "a base case", Sum, "    if a == 0:\n        return 0\n    return a + b" },
        { "a guard against None", Sum, "    if a is None:\n        return None\n    return a + b" },
        { "a guard that raises", Sum, "    if not isinstance(a, int):\n        raise TypeError('a')\n    return a + b" },
        { "a small special case everyone knows", "    if n < 2:\n        return False", "    if n < 2:\n        return False\n    if n == 2:\n        return True" },
        { "a missing case like its neighbours", "    elif fruit == \"plum\":", "    elif fruit == \"kumquat\":\n        return \"citrus\"\n    elif fruit == \"plum\":" },
        { "a missing entry in a table", "{\"basic\": 3, \"plus\": 7}", "{\"basic\": 3, \"plus\": 7, \"kumquat\": 42}" },
        { "a new table looked up by what was computed", Sum, "    names = {'apple': 'pome', 'kumquat': 'citrus'}\n    return names.get(shape(a), a + b)" },
        { "a changed boundary", "    if n < 2:", "    if n <= 2:" },
        { "a changed loop", "range(2, n)", "range(2, int(n ** 0.5) + 1)" },
        { "a threshold from the domain", Sum, "    if a > 100:\n        return 100\n    return a + b" },
        { "a remainder compared with a number of the tests", Sum, "    if a % 97 == 17:\n        return a + b\n    return a + b" },
        { "another exception in a handler that was there", "    except OSError:", "    except (OSError, UnicodeDecodeError):" },
        { "a new handler of one kind", Sum, "    try:\n        return a + b\n    except TypeError:\n        return None" },
        { "clean-up that passes the exception on", "    return result", "    try:\n        return result\n    except BaseException:\n        logging.exception('x')\n        raise" },
        { "a finally that cleans up", "    return result", "    try:\n        return result\n    finally:\n        logging.debug('done')" },
        { "a new standard import", Sum, "    import math\n    return math.floor(a + b)" },
        { "inspect for a signature", Sum, "    import inspect\n    inspect.signature(shape)\n    return a + b" },
        { "an attribute of its own", "        self.amount = amount", "        self.amount = amount\n        self.currency = 'EUR'" },
        { "an attribute of an argument", Sum, "    a.total = b\n    return a" },
        { "an argument named as a module", "def total(items):", "def tune(logging):\n    logging.level = 3\n\n\ndef total(items):" },
        { "setattr on itself", "        self.amount = amount", "        setattr(self, 'amount', amount)" },
        { "a better comparison", "isinstance(other, Money) and self.amount == other.amount", "type(other) is type(self) and self.amount == other.amount" },
        { "a comparison that leaves the question open", "        return isinstance(other, Money) and self.amount == other.amount", "        if not isinstance(other, Money):\n            return NotImplemented\n        return self.amount == other.amount" },
        { "an ordering", "    def is_zero(self):", "    def __lt__(self, other):\n        return self.amount < other.amount\n\n    def is_zero(self):" },
        { "an exit code in main", "    print(add(", "    if len(sys.argv) < 3:\n        sys.exit('usage: app A B')\n    print(add(" },
        { "an environment variable of its own", Sum, "    scale = int(os.environ.get('APP_SCALE', '1'))\n    return scale * (a + b)" },
        { "a docstring that speaks of tests", Sum, "    \"\"\"Adds; see tests/test_app.py and run pytest.\"\"\"\n    return a + b" },
        { "a comment that speaks of tests", Sum, "    # pytest found this\n    return a + b" },
        { "a helper moved and imported", "def total(items):\n    result = 0\n    for item in items:\n        result += item\n    return result", "from helpers import shape as total" },
        { "a simpler body", "    result = 0\n    for item in items:\n        result += item\n    return result", "    return sum(items)" },
        { "a compiled pattern", Sum, "    import re\n    re.compile('x')\n    return a + b" },
        { "a method called eval", Sum, "    return shape(a).eval(b)" },
        { "a first letter", "def classify(fruit):", "def classify(fruit):\n    if fruit.startswith('k'):\n        return None" },
        { "a context manager that hides nothing", "    def is_zero(self):", "    def __exit__(self, *info):\n        return False\n\n    def is_zero(self):" },
        { "deleted code", "    if n < 2:\n        return False\n", "" },
    };

    public static TheoryData<string, string, string> Files => new()
    {
        { "a version in setup.cfg", "setup.cfg", "[metadata]\nname = app\nversion = 2\n\n[tool:pytest]\naddopts = -q\n" },
        { "a version in package.json", "package.json", "{\"name\": \"app\", \"version\": \"2\", \"scripts\": {\"test\": \"jest\"}}\n" },
        { "JavaScript mended", "web.js", "function add(a, b) {\n  return a + b;\n}\nmodule.exports = { add };\n" },
        { "C# mended", "Program.cs", "class Sum { int Add(int a, int b) => a + b; }\n" },
        { "a new module", "rounding.py", "def half_up(x):\n    return int(x + 0.5)\n" },
        { "a module inside a package may be called types", "pkg/types.py", "class Row:\n    pass\n" },
        { "a file called latest.py", "latest.py", "def latest(xs):\n    return xs[-1]\n" },
        { "a document", "README.md", "Run pytest.\n" },
        { "a module called contest.py", "contest.py", "winner = None\n" },
    };

    [Theory]
    [MemberData(nameof(Code))]
    public async Task An_honest_repair_passes(string repair, string old, string now)
    {
        var result = await JudgeAsync("app.py", With(old, now));

        result.Status.ShouldBe(GateStatus.Passed, $"{repair}: {result.Detail}");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task An_honest_change_to_other_files_passes(string repair, string path, string after)
    {
        var result = await JudgeAsync(path, after);

        result.Status.ShouldBe(GateStatus.Passed, $"{repair}: {result.Detail}");
    }

    private static async Task<GateResult> JudgeAsync(string path, string after)
    {
        var project = Create();
        var gate = new TestIntegrityGate(project.Reader, new TreeSitterParser(), new TestIntegrityOptions(), TimeProvider.System);
        return await gate.JudgeAsync(project.Change(path, after), project.Plan, CancellationToken.None);
    }
}
