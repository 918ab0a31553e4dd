import ast
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from repairbench.seeding import braced, lexer, python, test_functions

from . import two_bugs

SEED = Path(__file__).resolve().parents[1] / "seed.py"
SCRIPT = r'''
// if (a < b) it's
const re = /[/'"<]+/g, text = `x ${list.map((x) => `${x < 1}`)} y`;
export function f(list, limit, other) {
  if (limit < 0 || list == null) return [];
  let total = 0;
  for (let i = 0; i < list.length; i++) {
    if (list[i] >= limit && !other) { total += list[i] * 2; } else { total -= 1; }
    list.push(i);
  }
  return Math.max(total, limit / 2);
}
'''
SHARP = r'''
public sealed class Shop(int size) : Base<int>
{
    private readonly List<Dictionary<string, int>> all = new();
    [Fact] public async Task<int> Count<T>(IEnumerable<T> items, int limit) where T : class
    {
        var text = $"a {items.Count():N0} {{x}} {(limit > 0 ? "}" : "{")}" + @"c:\" + """raw " x""" + '\'';
        if (limit <= 0) throw new ArgumentException("x < y");
        foreach (var item in items) { all.Add(item); }
        await Task.Delay(1);
        return total < limit ? total : Math.Min(limit, total);
    }
    public int Twice(int n) => n * 2;
}
'''


def made(source, found):
    return {(m.kind, source[m.start:m.end], m.text) for m in found}


class MutationSpecs(unittest.TestCase):
    def test_every_python_mutant_is_a_program_and_another_one(self):
        for path in sorted(Path(__file__).resolve().parents[1].glob("repairbench/*.py")):
            source = path.read_text(encoding="utf-8")
            found = list(python.mutations(source))
            self.assertTrue(found or path.name == "__init__.py", path)
            for mutation in found:
                mutant = mutation.apply(source)
                self.assertNotEqual(source, mutant)
                ast.parse(mutant)

    def test_python_kinds_are_all_made(self):
        source = (
            "async def f(a, b, rows):\n    if not a:\n        return False\n    if a < b and rows:\n        rows.append(a + 1)\n    else:\n        g(a, b)\n"
            "    await rows\n    return a\n")
        kinds = {m.kind for m in python.mutations(source)}
        self.assertEqual(
            {"missing not", "missing guard", "wrong return", "boundary", "wrong comparison", "dropped condition part", "wrong operator", "wrong method", "off by one",
             "dropped statement", "missing else", "swapped arguments", "missing await", "wrong variable"}, kinds)

    def test_scripts_are_mutated_in_their_code_and_nowhere_else(self):
        found = list(braced.mutations(SCRIPT, "javascript"))
        kinds = made(SCRIPT, found)
        for expected in (("boundary", ">=", ">"), ("missing not", "!", ""), ("missing guard", "if (limit < 0 || list == null) return [];", ""),
                         ("swapped arguments", "total, limit / 2", "limit / 2, total"), ("missing else", " else { total -= 1; }", ""),
                         ("dropped statement", "list.push(i);", ""), ("wrong method", "max", "min"), ("dropped condition part", " && !other", "")):
            self.assertIn(expected, kinds)
        self.assertNotIn(("dropped statement", "i < list.length;", ""), kinds)
        self.assertGreater(min(m.start for m in found), SCRIPT.index("export"))

    def test_csharp_types_and_strings_are_left_alone(self):
        kinds = made(SHARP, braced.mutations(SHARP, "csharp"))
        for expected in (("boundary", "<=", "<"), ("missing await", "await ", ""), ("wrong method", "Add", "Remove"), ("wrong operator", "*", "+"),
                         ("missing guard", 'if (limit <= 0) throw new ArgumentException("x < y");', "")):
            self.assertIn(expected, kinds)
        self.assertEqual({"<"}, {old for kind, old, _ in kinds if kind == "wrong comparison"} - {"<="})
        self.assertEqual(["Count"], [name for name, _, _ in test_functions.tests_of_csharp(SHARP)])

    def test_tests_are_found_with_all_that_belongs_to_them(self):
        source = "import x\n\n\n@mark\ndef test_a():\n    pass\n\n\nclass TestB:\n    def test_c(self):\n        pass\n\n    def test_d(self):\n        pass\n"
        self.assertEqual(["test_a", "test_c"], [name for name, _, _ in python.tests(source)])
        self.assertTrue(source[list(python.tests(source))[0][1]:].startswith("@mark"))
        script = 'describe("x", () => { it("a", () => { f(1); }); test("b", async () => {}); });\ntest("c", () => 1)\n'
        self.assertEqual(['"a"', '"b"', '"c"'], [name for name, _, _ in test_functions.tests_of_scripts(script)])

    def test_what_cannot_be_read_is_not_mutated(self):
        for source in ("f(", "`${", "/* ", "'a\n'", "(]"):
            self.assertEqual([], list(braced.mutations(source, "javascript")))
        with self.assertRaises(lexer.Unreadable):
            lexer.tokens('$"{', "csharp")


class SeedSpecs(unittest.TestCase):
    def test_a_seeded_bug_is_red_its_checker_refuses_it_and_accepts_the_original(self):
        with tempfile.TemporaryDirectory() as place:
            place = Path(place)
            green, out = place / "green", place / "out"
            two_bugs.write(green / "pick.py", two_bugs.LEAST.replace(">", "<"))
            two_bugs.write(green / "conftest.py", "")
            two_bugs.write(green / "tests" / "test_pick.py", two_bugs.LEAST_TESTS + "\n\ndef test_equal():\n    assert least(4, 4) == 4\n")
            seeded = subprocess.run([sys.executable, "-B", str(SEED), str(green), str(out), "--count", "2", "--seed", "5"], stdout=subprocess.PIPE)
            self.assertEqual(0, seeded.returncode, seeded.stdout)
            bugs = sorted(out.iterdir())
            self.assertEqual(2, len(bugs))
            for bug in bugs:
                self.assertNotEqual((bug / "repo" / "pick.py").read_text(), (green / "pick.py").read_text())
                self.assertEqual(2, (bug / "repo" / "tests" / "test_pick.py").read_text().count("def test_"))
                self.assertEqual(1, self.checked(bug, bug / "repo"))
            (bugs[0] / "repo" / "pick.py").write_text((green / "pick.py").read_text())
            self.assertEqual(0, self.checked(bugs[0], bugs[0] / "repo"))

    @staticmethod
    def checked(bug, repo):
        return subprocess.call([sys.executable, "-B", str(bug / "hidden" / "check.py"), str(repo)], stdout=subprocess.DEVNULL)

    def test_a_project_that_is_red_is_refused(self):
        with tempfile.TemporaryDirectory() as place:
            two_bugs.lay_out(place)
            seeded = subprocess.run([sys.executable, "-B", str(SEED), place + "/least/repo", place + "/out"], stderr=subprocess.PIPE)
            self.assertEqual(1, seeded.returncode)
            self.assertIn(b"not green", seeded.stderr)
