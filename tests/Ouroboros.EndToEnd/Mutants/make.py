#!/usr/bin/env python3
"""Makes ten seeded mutants of the fixed version of every sample and freezes them as patches beside this file.

    tests/Ouroboros.EndToEnd/Mutants/make.py [SAMPLE...]

A mutant changes one place of one module. It counts when at least one test turns red, at least one stays green and the
suite ends by itself. The choice depends on the seed and the sources alone; it knows nothing of the product's operators.
What a mutation removes is small: a program that no longer says what it should do can be guessed at, not repaired.
"""

import ast
import difflib
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent.parent.parent / "samples"
FIXES = HERE.parent / "Fixes"
PYTHON = "/usr/bin/python3"
SEED = 20240607
WANTED = 10
SECONDS = 20
REMOVED_AT_MOST = 5

COMPARISONS = {ast.Lt: ["<=", ">"], ast.LtE: ["<", ">="], ast.Gt: [">=", "<"], ast.GtE: [">", "<="], ast.Eq: ["!="],
               ast.NotEq: ["=="], ast.In: ["not in"], ast.NotIn: ["in"], ast.Is: ["is not"], ast.IsNot: ["is"]}
ARITHMETIC = {ast.Add: "-", ast.Sub: "+", ast.Mult: "+", ast.FloorDiv: "*", ast.Div: "*", ast.Mod: "//"}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "append": "extend", "extend": "append",
         "lstrip": "rstrip", "rstrip": "lstrip", "startswith": "endswith", "endswith": "startswith", "keys": "values",
         "values": "keys", "isdigit": "isalpha", "isalpha": "isdigit", "isalnum": "isalpha", "popleft": "pop",
         "upper": "lower", "lower": "upper", "setdefault": "get", "partition": "rpartition", "floor": "ceil"}


class Source:
    def __init__(self, path, relative):
        self.relative = relative
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text)
        self._lines = [0]
        for line in self.text.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def start(self, node):
        return self._lines[node.lineno - 1] + node.col_offset

    def end(self, node):
        return self._lines[node.end_lineno - 1] + node.end_col_offset

    def of(self, node):
        return self.text[self.start(node):self.end(node)]


def mutations(source):
    """Yields (kind, start, end, replacement) over the functions of one module."""
    for function in ast.walk(source.tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names = local_names(function)
            for node in ast.walk(function):
                for start, end, text in at(source, node, names):
                    yield kind_of(node, source, start), start, end, text


def local_names(function):
    names = {argument.arg for argument in function.args.args} - {"self", "cls"}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return sorted(names - {"_"})


def kind_of(node, source, start):
    if isinstance(node, (ast.If, ast.While, ast.IfExp)):
        return "condition"
    return {ast.Compare: "comparison", ast.BinOp: "arithmetic", ast.Constant: "constant", ast.Name: "name",
            ast.Call: "argument" if "(" in source.text[source.start(node):start] else "call", ast.Return: "return",
            ast.BoolOp: "boolean", ast.UnaryOp: "boolean", ast.Subscript: "index"}[type(node)]


def at(source, node, names):
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        between = source.end(node.left), source.start(node.comparators[0])
        for operator in COMPARISONS[type(node.ops[0])]:
            if plain(source.text[between[0]:between[1]]):
                yield *between, f" {operator} "
    elif isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
        between = source.end(node.left), source.start(node.right)
        if plain(source.text[between[0]:between[1]]) and not isinstance(node.left, ast.JoinedStr):
            yield *between, f" {ARITHMETIC[type(node.op)]} "
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield source.start(node), source.end(node), str(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        for value in (node.value + 1, node.value - 1):
            if value >= 0:
                yield source.start(node), source.end(node), str(value)
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                yield source.start(node), source.end(node), other
    elif isinstance(node, ast.Call):
        yield from at_call(source, node)
    elif isinstance(node, ast.Return) and node.value is not None:
        yield from at_return(source, node, names)
    elif isinstance(node, ast.BoolOp):
        yield from at_boolean(source, node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield source.start(node), source.start(node.operand), ""
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)):
        if isinstance(node.test, (ast.Name, ast.Attribute, ast.Call)):
            yield source.start(node.test), source.start(node.test), "not "
    elif isinstance(node, ast.Subscript):
        yield from at_index(source, node)


def small(node):
    return sum(isinstance(part, ast.expr) for part in ast.walk(node)) <= REMOVED_AT_MOST


def plain(between):
    return re.fullmatch(r"[^()\n#]+", between) is not None


def at_call(source, node):
    positional = [argument for argument in node.args if not isinstance(argument, ast.Starred)]
    for left, right in zip(positional, positional[1:]):
        gap = source.text[source.end(left):source.start(right)]
        yield source.start(left), source.end(right), source.of(right) + gap + source.of(left)
    everything = sorted([*node.args, *(keyword.value for keyword in node.keywords)], key=source.start)
    if len(everything) > 1 and small(everything[-1]):
        yield source.end(everything[-2]), source.end(everything[-1]), ""
    name = getattr(node.func, "attr", getattr(node.func, "id", None))
    if name in CALLS:
        yield source.end(node.func) - len(name), source.end(node.func), CALLS[name]


def at_return(source, node, names):
    value = node.value
    if isinstance(value, (ast.Compare, ast.BoolOp)):
        yield source.start(value), source.end(value), f"not ({source.of(value)})"
    elif isinstance(value, ast.Name):
        for other in names:
            if other != value.id:
                yield source.start(value), source.end(value), other
    elif isinstance(value, ast.BinOp) and small(value.right) and plain(source.text[source.end(value.left):source.start(value.right)]):
        yield source.start(value), source.end(value), source.of(value.left)


def at_boolean(source, node):
    for left, right in zip(node.values, node.values[1:]):
        gap = source.text[source.end(left):source.start(right)]
        if plain(gap):
            yield source.end(left), source.start(right), " or " if isinstance(node.op, ast.And) else " and "
            if small(right):
                yield source.end(left), source.end(right), ""
            if small(left):
                yield source.start(left), source.start(right), ""


def at_index(source, node):
    bounds = [node.slice]
    if isinstance(node.slice, ast.Slice):
        bounds = [bound for bound in (node.slice.lower, node.slice.upper) if bound is not None]
    for bound in bounds:
        if isinstance(bound, (ast.Name, ast.BinOp)):
            yield source.start(bound), source.end(bound), f"{source.of(bound)} + 1"
            yield source.start(bound), source.end(bound), f"{source.of(bound)} - 1"


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def suite(project):
    """Returns (red, green), or None when the suite does not end by itself or does not start."""
    style = "unittest" if project.name == "routing" else "pytest"
    arguments = [] if style == "unittest" else ["-q", "-p", "no:cacheprovider", "--tb=no"]
    environment = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
    try:
        run = subprocess.run([PYTHON, "-m", style, *arguments], cwd=project, env=environment, preexec_fn=limited,
                             timeout=SECONDS, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    except subprocess.TimeoutExpired:
        return None
    if run.returncode not in (0, 1):
        return None
    red = sum(int(count) for count in re.findall(r"(?:failures|errors)=(\d+)|(\d+) failed", run.stdout) for count in count if count)
    total = re.search(r"Ran (\d+) tests", run.stdout)
    passed = re.search(r"(\d+) passed", run.stdout)
    green = int(total[1]) - red if total else int(passed[1]) if passed else 0
    return red, green


def fixed_copy(name, folder):
    project = Path(folder) / name
    shutil.copytree(SAMPLES / name, project, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    buggy = {path: path.read_text() for path in sources(project)}
    subprocess.run(["patch", "-p1", "-s", "-i", str(FIXES / f"{name}.patch")], cwd=project, check=True)
    if suite(project) is None or suite(project)[0]:
        sys.exit(f"the fixed version of {name} is not green")
    return project, buggy


def sources(project):
    return sorted(path for path in project.rglob("*.py") if "tests" not in path.parts and path.name != "__init__.py")


def ordered(project, name):
    """Every possible mutation, shuffled within its kind, the kinds taking turns."""
    chance = random.Random(f"{SEED}:{name}")
    kinds = {}
    for path in sources(project):
        source = Source(path, path.relative_to(project))
        for kind, start, end, text in mutations(source):
            kinds.setdefault(kind, []).append((source, start, end, text))
    for choices in kinds.values():
        chance.shuffle(choices)
    turn = sorted(kinds)
    chance.shuffle(turn)
    while kinds:
        for kind in list(turn):
            if not kinds.get(kind):
                kinds.pop(kind, None)
                continue
            yield (kind, *kinds[kind].pop())


def freeze(name):
    target = HERE / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        project, buggy = fixed_copy(name, folder)
        made = 0
        seen = set()
        for kind, source, start, end, text in ordered(project, name):
            path = project / source.relative
            mutant = source.text[:start] + text + source.text[end:]
            if mutant in seen or mutant == buggy[path] or not compiles(mutant):
                continue
            seen.add(mutant)
            path.write_text(mutant, encoding="utf-8")
            counts = suite(project)
            path.write_text(source.text, encoding="utf-8")
            if counts is None or 0 in counts:
                continue
            made += 1
            line = source.text.count("\n", 0, start) + 1
            patch = f"{kind} at {source.relative}:{line}, {counts[0]} red\n" + diff(source, mutant)
            (target / f"{made:02d}.patch").write_text(patch, encoding="utf-8")
            if made == WANTED:
                return
    sys.exit(f"{name} has only {made} mutants")


def compiles(text):
    try:
        compile(text, "mutant", "exec")
        return True
    except SyntaxError:
        return False


def diff(source, mutant):
    return "".join(difflib.unified_diff(source.text.splitlines(keepends=True), mutant.splitlines(keepends=True),
                                        f"a/{source.relative}", f"b/{source.relative}"))


if __name__ == "__main__":
    for sample in sys.argv[1:] or sorted(path.name for path in SAMPLES.iterdir() if (path / "README.md").exists()):
        freeze(sample)
        print(sample, flush=True)
