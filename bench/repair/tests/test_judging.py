import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from repairbench import agreement, casebook, generation, paired, preconditions, tally

HERE = Path(__file__).resolve().parents[1]


class Node:
    def __init__(self, value, successor=None):
        self.value, self.successor = value, successor


class AgreementSpecs(unittest.TestCase):
    def judged(self, body):
        with tempfile.TemporaryDirectory() as place:
            place = Path(place)
            (place / "repo").mkdir()
            (place / "repo" / "half.py").write_text(body)
            for name, to in (("agreement.py", "agreement.py"), ("check_agreement.py", "check.py")):
                (place / to).write_text((HERE / "repairbench" / name).read_text())
            cases = [(pickle.dumps((n,)), n // 2) for n in range(6)]
            (place / "cases.pickle").write_bytes(pickle.dumps({"module": "half", "function": "half", "tolerance": None, "cases": cases}))
            ran = subprocess.run([sys.executable, "-B", str(place / "check.py"), str(place / "repo")], stdout=subprocess.PIPE)
            return ran.returncode, ran.stdout.decode()

    def test_a_program_that_answers_alike_is_right(self):
        self.assertEqual((0, "agrees on 6 cases\n"), self.judged("def half(n):\n    return n >> 1\n"))

    def test_a_different_answer_is_wrong_and_shown(self):
        code, said = self.judged("def half(n):\n    return n // 2 if n != 4 else None\n")
        self.assertEqual(1, code)
        self.assertIn("case 4", said)

    def test_a_program_that_ends_the_interpreter_is_wrong(self):
        self.assertEqual(1, self.judged("import os\n\n\ndef half(n):\n    os._exit(0)\n")[0])
        self.assertEqual(1, self.judged("raise SystemExit(0)\n")[0])
        self.assertEqual(1, self.judged("def half(\n")[0])

    def test_a_call_that_hangs_is_cut_short_even_where_it_catches_everything(self):
        def stubborn():
            while True:
                try:
                    while True:
                        pass
                except Exception:
                    pass

        self.assertEqual("slow", agreement.call(stubborn, (), 0.2)[0])

    def test_results_tell_which_object_of_the_arguments_they_hold(self):
        one, other = Node(1), Node(1)

        def first(a, b):
            return a

        def second(a, b):
            return b

        self.assertNotEqual(agreement.call(first, (one, other), 1), agreement.call(second, (one, other), 1))
        self.assertEqual(agreement.call(first, (one, other), 1), agreement.call(first, (Node(1), Node(1)), 1))

    def test_a_generator_answers_like_a_list_and_none_not_like_false(self):
        self.assertEqual(agreement.plain([1, 2], {}, {}), agreement.plain((n for n in (1, 2)), {}, {}))
        self.assertFalse(agreement.same(None, False))
        self.assertFalse(agreement.same(agreement.plain([1], {}, {}), agreement.plain((1,), {}, {})))
        self.assertTrue(agreement.same(("list", 0.1 + 0.2), ("list", 0.3)))


class GenerationSpecs(unittest.TestCase):
    def test_the_same_seed_makes_the_same_inputs_and_types_stay(self):
        observed = [([3, 1, 2], "abc", {"a": 1}, 1.5), ([], "", {"b": 2}, 2.5)]
        one, other = (generation.Inputs(observed, random.Random(7)) for _ in range(2))
        made = [one.next() for _ in range(500)]
        self.assertEqual(made, [other.next() for _ in range(500)])
        self.assertTrue(all([type(v) for v in args] == [list, str, dict, float] for args in made))
        self.assertGreater(len({repr(m) for m in made}), 300)
        self.assertLessEqual({c for args in made for c in args[1]}, set("abc"))

    def test_numbers_stay_where_they_were_seen_until_told_to_widen(self):
        inputs = generation.Inputs([(0,), (8,)], random.Random(1))
        made = {inputs.next()[0] for _ in range(500)}
        self.assertTrue(min(made) == 0 and max(made) <= 12, made)
        for _ in range(10):
            inputs.widen()
        made = {inputs.next()[0] for _ in range(500)}
        self.assertTrue(min(made) == 0 and max(made) > 50, made)

    def test_preconditions_are_read_from_a_docstring_and_prose_is_passed_over(self):
        source = 'def f(num, b):\n    return num\n\n"""\nText\n\nPrecondition:\n    num > 0, 2 <= b <= 36.\n    num is nice and round\n\nOutput:\n    num\n"""\n'
        stated = preconditions.stated(source, "f")
        self.assertEqual(["num > 0, 2 <= b <= 36"], stated)
        self.assertEqual([True, False, False], [preconditions.holds(stated, ["num", "b"], args, {}) for args in ((1, 2), (1, 1), (0, 2))])

    def test_inputs_on_which_the_reference_raises_are_left_out(self):
        plan = {"count": 40, "seed": "x", "preconditions": ["n != 3"]}

        def reference(n):
            if n % 2:
                raise ValueError()
            return n

        cases, own, _ = casebook.cases_of(plan, reference, [(2,), (5,), (90,)])
        self.assertEqual((2, 42), (own, len(cases)))
        self.assertTrue(all(pickle.loads(packed)[0] % 2 == 0 for packed, _ in cases))


class PairedSpecs(unittest.TestCase):
    def test_the_probabilities_are_those_of_the_tables(self):
        self.assertAlmostEqual(0.0390625, paired.mcnemar(8, 1))
        self.assertAlmostEqual(0.4375, paired.wilcoxon([1, 2, 3, 4, 5, -6]))
        self.assertAlmostEqual(0.0078125, paired.wilcoxon([1] * 8))
        self.assertEqual(1.0, paired.sign([]))
        self.assertLess(paired.wilcoxon([0.1 * n for n in range(1, 150)]), 1e-20)

    def test_bugs_that_changed_side_are_listed(self):
        with tempfile.TemporaryDirectory() as place:
            files = []
            for name, good in (("a", True), ("b", False)):
                files.append(os.path.join(place, name))
                with open(files[-1], "w") as file:
                    for bug in ("one", "two"):
                        file.write(json.dumps({"bug": bug, "plausible": True, "correct_first": good or bug == "two", "total": 2.0 if good else 1.0}) + "\n")
            said = subprocess.run([str(HERE / "compare"), *files], stdout=subprocess.PIPE, check=True).stdout.decode()
        self.assertIn("- correct first: one", said)
        self.assertNotIn(": two", said)
        self.assertRegex(said, r"total s +2 +0\.500")


class TallySpecs(unittest.TestCase):
    def test_every_runner_is_read(self):
        for said, expected in (
            ("=== 3 failed, 33 passed, 2 warnings in 0.50s ===", (33, 3)), ("36 passed in 0.7s", (36, 0)), ("1 failed, 2 passed, 1 error in 0.1s", (2, 2)),
            ("# tests 4\n# pass 3\n# fail 1\n# cancelled 0", (3, 1)), ("      Tests  1 failed | 3 passed (4)", (3, 1)),
            ("Tests:       1 failed, 3 passed, 4 total", (3, 1)), ("  3 passing (5ms)\n  1 failing", (3, 1)),
            ("Failed!  - Failed:     1, Passed:    30, Skipped:     0, Total:    31", (30, 1)),
            ("   Shop.Tests  Total: 142, Errors: 1, Failed: 2, Skipped: 9, Not Run: 0, Time: 15.046s", (130, 3)),
            ("Test run summary: Failed!\n  total: 3\n  failed: 1\n  succeeded: 2\n  skipped: 0\n", (2, 1)),
            ("Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=1)", (3, 2)), ("no tests ran in 0.01s", None),
        ):
            self.assertEqual(expected, tally.of(said), said)
