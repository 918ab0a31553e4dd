"""Makes cases.pickle: what a reference answers on the inputs of its tests and on inputs made from them. Run in a process of its own.

    python3 -m repairbench.casebook PLAN.json

The plan names the folder with the reference, its module and function, the test file, how many inputs to make and by which preconditions.
"""
import importlib
import inspect
import json
import os
import pickle
import random
import subprocess
import sys
import time

from . import agreement, generation, preconditions

# The tests' own calls may be slow; made ones need not be.
OWN_CALL, CALL = 10.0, 0.2
MOST_SECONDS = 60
# So long without a new input, and made ones may lie further from what was seen; so long, and there are no more.
PATIENCE, DESPAIR = 500, 30000
# A single answer that weighs more tells no more.
MOST_BYTES = 20000
RECORDER = '''
import functools, pickle, sys
sys.path.insert(0, {folder!r})
import {module} as _module
_function, _depth = _module.{function}, [0]

@functools.wraps(_function)
def _recorded(*args):
    if not _depth[0]:
        with open({calls!r}, "ab") as file:
            pickle.dump(args, file)
    _depth[0] += 1
    try:
        return _function(*args)
    finally:
        _depth[0] -= 1

_module.{function} = _recorded
'''


def observed(plan, work):
    """The arguments of every call that the tests make of the reference; they must all pass."""
    calls = os.path.join(work, "calls.pickle")
    with open(os.path.join(work, "conftest.py"), "w", encoding="utf-8") as file:
        file.write(RECORDER.format(calls=calls, **{k: plan[k] for k in ("folder", "module", "function")}))
    with open(plan["tests"], encoding="utf-8") as file, open(os.path.join(work, "test_reference.py"), "w", encoding="utf-8") as copy:
        copy.write(file.read())
    ran = subprocess.run([sys.executable, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_reference.py"], cwd=work,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
    if ran.returncode != 0:
        raise SystemExit("the reference fails its own tests:\n" + ran.stdout.decode("utf-8", "replace")[-2000:])
    with open(calls, "rb") as file:
        return list(_all(file))


def _all(file):
    while True:
        try:
            yield pickle.load(file)
        except EOFError:
            return


def cases_of(plan, function, calls):
    """(cases, inputs tried): every observed call, then made ones until there are enough, the reference objects or time runs out."""
    cases, seen, tried, last = [], set(), 0, 0
    names = list(inspect.signature(function).parameters)
    words = dict(preconditions.WORDS)

    def take(args, seconds, most_bytes):
        packed = pickle.dumps(args)
        key = agreement.plain(list(args), agreement.labelled(args), {})
        if key in seen:
            return
        seen.add(key)
        kind, answer = agreement.call(function, pickle.loads(packed), seconds)
        if kind == "value" and len(pickle.dumps(answer)) <= most_bytes:
            cases.append((packed, answer))

    for args in calls:
        take(args, OWN_CALL, float("inf"))
    own = len(cases)
    scope = {}
    exec(plan.get("arrange") or "def arrange(args, random): return args", scope)
    dice = random.Random(plan["seed"])
    inputs = generation.Inputs(calls, dice)
    begun = time.monotonic()
    while len(cases) < own + plan["count"] and tried - last < DESPAIR and time.monotonic() - begun < MOST_SECONDS:
        tried += 1
        had = len(cases)
        args = scope["arrange"](inputs.next(), dice)
        if preconditions.holds(plan["preconditions"], names, args, words):
            take(args, CALL, MOST_BYTES)
        if len(cases) > had:
            last = tried
        elif (tried - last) % PATIENCE == 0:
            inputs.widen()
    return cases, own, tried


def main(path):
    with open(path, encoding="utf-8") as file:
        plan = json.load(file)
    work = os.path.dirname(os.path.abspath(path))
    sys.setrecursionlimit(600)
    sys.path.insert(0, plan["folder"])
    function = getattr(importlib.import_module(plan["module"]), plan["function"])
    cases, own, tried = cases_of(plan, function, observed(plan, work))
    with open(plan["out"], "wb") as file:
        pickle.dump({"module": plan["module"], "function": plan["function"], "tolerance": plan.get("tolerance"), "cases": cases}, file)
    print(json.dumps({"observed": own, "made": len(cases) - own, "tried": tried}))


if __name__ == "__main__":
    main(sys.argv[1])
