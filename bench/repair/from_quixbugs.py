#!/usr/bin/env python3
"""Lays a local checkout of the QuixBugs repository out as a directory of bugs: from_quixbugs.py CHECKOUT OUT [--count 1000] [--seed 1]"""
import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from repairbench import preconditions

HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"

# What the descriptions say in prose, or leave unsaid, as expressions: inputs against them prove nothing about a program.
PROSE = {
    "find_first_in_sorted": ["arr == sorted(arr)"],
    "find_in_sorted": ["arr == sorted(arr)"],
    "hanoi": ["start != end"],
    "kheapsort": ["len(set(arr)) == len(arr)", "all(abs(at - sorted(arr).index(x)) <= k for at, x in enumerate(arr))"],
    "lis": ["len(set(arr)) == len(arr)"],
    "minimum_spanning_tree": ["connected(weight_by_edge)"],
    "next_palindrome": ["digit_list == digit_list[::-1]", "all(0 <= d <= 9 for d in digit_list)"],
    "next_permutation": ["len(set(perm)) == len(perm)", "perm != sorted(perm, reverse=True)"],
    "possible_change": ["all(c > 0 for c in coins)", "len(set(coins)) == len(coins)"],
    "powerset": ["len(set(arr)) == len(arr)"],
    "reverse_linked_list": ["acyclic([node], 'successor')"],
    "rpn_eval": ["sum(1 if isinstance(t, float) else -1 for t in tokens) == 1"],
    "shortest_path_lengths": ["all(a in range(n) and b in range(n) and a != b for a, b in length_by_edge)", "no_negative_cycle(length_by_edge)"],
    "shortest_paths": ["any(source in edge for edge in weight_by_edge)", "no_negative_cycle(weight_by_edge)"],
    "shunting_yard": ["all(isinstance(t, int) == (at % 2 == 0) for at, t in enumerate(tokens))", "len(tokens) % 2 == 1 or not tokens"],
    "topological_ordering": ["acyclic(nodes, 'outgoing_nodes')", "all(n in nodes for m in nodes for n in m.outgoing_nodes)",
                             "len(set(map(id, nodes))) == len(nodes)"],
}

# Both ends of an edge know it, and every edge has a length: one change at random breaks that, so it is put right after it.
ARRANGE = {
    "shortest_path_length": """
def arrange(args, random):
    lengths, start, goal = args
    nodes = {id(n): n for edge in lengths for n in edge}
    nodes.update((id(n), n) for n in (start, goal))
    for node in nodes.values():
        for following in node.successors:
            lengths.setdefault((node, following), random.randint(1, 12))
    return args
""",
    "topological_ordering": """
def arrange(args, random):
    nodes = args[0]
    for node in nodes:
        node.outgoing_nodes = [n for at, n in enumerate(node.outgoing_nodes) if n not in node.outgoing_nodes[:at]]
    for node in nodes:
        node.incoming_nodes = [n for n in nodes if node in n.outgoing_nodes]
    return args
""",
}


class Checkout:
    def __init__(self, folder):
        self.folder = Path(folder)

    def programs(self):
        return sorted(p.stem for p in (self.folder / "python_programs").glob("*.py") if p.stem != "node" and not p.stem.endswith("_test"))

    def text(self, *parts):
        return self.folder.joinpath(*parts).read_text(encoding="utf-8")

    def tests(self, name):
        """The tests of a program as a plain pytest file: cases written out, those too slow for anybody left out."""
        source = self.text("python_testcases", f"test_{name}.py")
        tree = ast.parse(source)
        lines, dropped, slow = source.splitlines(), {}, []
        for node in ast.walk(tree):
            text = ast.get_source_segment(source, node) or ""
            if isinstance(node, ast.If) and text.startswith("if pytest.use_correct"):
                self._drop(dropped, node, f"from {name} import {name}")
            elif isinstance(node, ast.ImportFrom) and node.module == "load_testdata":
                self._drop(dropped, node, None)
            elif isinstance(node, ast.If) and "pytest.skip" in text:
                slow.extend(ast.literal_eval(n) for n in ast.walk(node.test) if isinstance(n, ast.List) and n in self._compared(node.test))
                self._drop(dropped, node, None)
        for node in tree.body:
            if isinstance(node, ast.Assign) and "load_json_testcases" in ast.get_source_segment(source, node):
                cases = [c for c in self.cases(name) if c[0] not in slow]
                self._drop(dropped, node, "testdata = [\n%s]" % "".join(f"    {case!r},\n" for case in cases))
        out = [dropped.get(number, line) for number, line in enumerate(lines, 1)]
        text = "\n".join(line for line in out if line is not None).strip() + "\n"
        return text if "pytest." in text else text.replace("import pytest\n", "", 1).lstrip()

    @staticmethod
    def _compared(test):
        return [c for n in ast.walk(test) if isinstance(n, ast.Compare) for c in n.comparators]

    @staticmethod
    def _drop(dropped, node, instead):
        for line in range(node.lineno, node.end_lineno + 1):
            dropped[line] = None
        dropped[node.lineno] = instead

    def cases(self, name):
        cases = [json.loads(line) for line in self.text("json_testcases", f"{name}.json").splitlines() if line.strip()]
        return [[args if isinstance(args, list) else [args], expected] for args, expected in cases]


def lay_out(checkout, name, out, count, seed):
    bug = out / name
    shutil.rmtree(str(bug), ignore_errors=True)
    (bug / "repo" / "tests").mkdir(parents=True)
    (bug / "hidden" / "reference").mkdir(parents=True)
    source, tests = checkout.text("python_programs", f"{name}.py"), checkout.tests(name)
    (bug / "repo" / f"{name}.py").write_text(source, encoding="utf-8")
    (bug / "repo" / "tests" / f"test_{name}.py").write_text(tests, encoding="utf-8")
    (bug / "repo" / "pyproject.toml").write_text(
        f'[project]\nname = "{name.replace("_", "-")}"\nversion = "1.0.0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\ntestpaths = ["tests"]\n', encoding="utf-8")
    (bug / "hidden" / "reference" / f"{name}.py").write_text(checkout.text("correct_python_programs", f"{name}.py"), encoding="utf-8")
    if "import Node" in tests + source:
        for folder in ("repo", "hidden/reference"):
            shutil.copy(str(checkout.folder / "python_programs" / "node.py"), str(bug / folder / "node.py"))
    shutil.copy(str(HERE / "repairbench" / "agreement.py"), str(bug / "hidden" / "agreement.py"))
    shutil.copy(str(HERE / "repairbench" / "check_agreement.py"), str(bug / "hidden" / "check.py"))
    (bug / "bug.json").write_text(json.dumps({"language": "python", "kind": "small", "note": "QuixBugs"}) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as work:
        plan = {
            "folder": str((bug / "hidden" / "reference").resolve()), "module": name, "function": name, "count": count, "seed": f"{seed}:{name}",
            "tests": str((bug / "repo" / "tests" / f"test_{name}.py").resolve()), "out": str((bug / "hidden" / "cases.pickle").resolve()),
            "preconditions": preconditions.stated(source, name) + PROSE.get(name, []), "arrange": ARRANGE.get(name),
            "tolerance": "last argument" if "abs=input_data[-1]" in tests else None,
        }
        place = Path(work) / "plan.json"
        place.write_text(json.dumps(plan), encoding="utf-8")
        made = subprocess.run([PYTHON, "-B", "-m", "repairbench.casebook", str(place)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=dict(os.environ, PYTHONPATH=str(HERE), PYTHONHASHSEED="0"))
    if made.returncode != 0:
        raise SystemExit(f"{name}: {made.stderr.decode('utf-8', 'replace')[-1500:]}")
    return json.loads(made.stdout)


def main(words):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkout")
    parser.add_argument("out")
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args(words)
    checkout, out = Checkout(options.checkout), Path(options.out)
    names = [n for n in checkout.programs() if not options.only or n == options.only]
    short = []
    for name in names:
        made = lay_out(checkout, name, out, options.count, options.seed)
        print("%-32s %3d observed, %4d made of %6d tried" % (name, made["observed"], made["made"], made["tried"]), flush=True)
        if made["made"] < options.count:
            short.append(name)
    print(f"{len(names)} bugs laid out in {out}" + (f"; fewer than {options.count} inputs exist or were found for {', '.join(short)}" if short else ""))


if __name__ == "__main__":
    main(sys.argv[1:])
