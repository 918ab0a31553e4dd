#!/usr/bin/env python3
"""Lays programs of beginners out as a directory of bugs: from_refactory.py CHECKOUT OUT [--each 20] [--question N]… [--seed 1]

CHECKOUT is a checkout of githubhuyang/refactory, or the folder `data` unpacked from it. Of each exercise so many wrong programs are drawn
at random; those that do not compile, or whose suite is not red, are passed over. Correct means to agree with the exercise's reference.
"""
import argparse
import ast
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"
# One function an exercise; what its description says of the inputs, as expressions.
EXERCISES = {
    1: ("search", ["list(seq) == sorted(seq)"]),
    3: ("remove_extras", []),
    4: ("sort_age", ["len(set(p[1] for p in lst)) == len(lst)"]),
    5: ("top_k", ["0 <= k <= len(lst)"]),
}


def suite(data, number, function):
    """The exercise's cases as a pytest file."""
    lines = [f"from {function} import {function}", ""]
    for place, given in enumerate(sorted((data / f"question_{number}" / "ans").glob("input_*.txt")), 1):
        expected = given.with_name(given.name.replace("input", "output")).read_text(encoding="utf-8").strip()
        call = given.read_text(encoding="utf-8").strip()
        ast.literal_eval(expected)
        if not isinstance(ast.parse(call, mode="eval").body, ast.Call):
            raise SystemExit(f"{given}: no call")
        lines += ["", f"def test_{place:02}():", f"    assert {call} == {expected}", ""]
    return "\n".join(lines)


def casebook(data, number, count, seed, work):
    function, preconditions = EXERCISES[number]
    reference, tests, out = work / "reference", work / "tests" / f"test_{function}.py", work / "cases.pickle"
    reference.mkdir()
    tests.parent.mkdir()
    source = next((data / f"question_{number}" / "code" / "reference").glob("*.py"))
    shutil.copy(str(source), str(reference / f"{function}.py"))
    tests.write_text(suite(data, number, function), encoding="utf-8")
    plan = {"folder": str(reference), "module": function, "function": function, "count": count, "seed": f"{seed}:{number}", "tests": str(tests),
            "out": str(out), "preconditions": preconditions, "arrange": None, "tolerance": None}
    (work / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    made = subprocess.run([PYTHON, "-B", "-m", "repairbench.casebook", str(work / "plan.json")], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env=dict(os.environ, PYTHONPATH=str(HERE), PYTHONHASHSEED="0"))
    if made.returncode != 0:
        raise SystemExit(f"question {number}: {made.stderr.decode('utf-8', 'replace')[-1500:]}")
    return json.loads(made.stdout)


def lay_out(program, function, work, bug):
    shutil.rmtree(str(bug), ignore_errors=True)
    (bug / "repo" / "tests").mkdir(parents=True)
    (bug / "hidden").mkdir()
    shutil.copy(str(program), str(bug / "repo" / f"{function}.py"))
    shutil.copy(str(work / "tests" / f"test_{function}.py"), str(bug / "repo" / "tests"))
    (bug / "repo" / "pyproject.toml").write_text(
        f'[project]\nname = "{function.replace("_", "-")}"\nversion = "1.0.0"\n\n[tool.pytest.ini_options]\npythonpath = ["."]\ntestpaths = ["tests"]\n', encoding="utf-8")
    for name, target in (("agreement.py", "agreement.py"), ("check_agreement.py", "check.py")):
        shutil.copy(str(HERE / "repairbench" / name), str(bug / "hidden" / target))
    shutil.copy(str(work / "cases.pickle"), str(bug / "hidden"))
    (bug / "bug.json").write_text(json.dumps({"language": "python", "kind": "beginner", "note": program.name}) + "\n", encoding="utf-8")
    if not compiles(program):
        return False
    try:
        done = subprocess.run([PYTHON, "-B", "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"], cwd=str(bug / "repo"), timeout=20,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 1


def compiles(program):
    try:
        compile(program.read_bytes(), program.name, "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def main(words):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkout")
    parser.add_argument("out")
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--question", type=int, action="append", choices=sorted(EXERCISES))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(words)
    out = Path(options.out)
    with tempfile.TemporaryDirectory() as ground:
        data = Path(options.checkout)
        if (data / "data.zip").exists():
            with zipfile.ZipFile(str(data / "data.zip")) as packed:
                packed.extractall(ground)
            data = Path(ground)
        data = data / "data" if (data / "data").exists() else data
        for number in options.question or sorted(EXERCISES):
            function = EXERCISES[number][0]
            work = Path(ground) / f"work-{number}"
            work.mkdir()
            made = casebook(data, number, options.count, options.seed, work)
            programs = sorted((data / f"question_{number}" / "code" / "wrong").glob("*.py"))
            random.Random(f"{options.seed}:{number}").shuffle(programs)
            kept = 0
            for program in programs:
                if kept == options.each:
                    break
                bug = out / f"{function.replace('_', '-')}-{program.stem.rsplit('_', 1)[-1]}"
                if lay_out(program, function, work, bug):
                    kept += 1
                else:
                    shutil.rmtree(str(bug))
            print(f"question {number}: {kept} programs, {made['observed']} cases observed, {made['made']} made", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
